package dev.demarc.routing;

/**
 * Where a piece of work goes.
 *
 * @param rule the name of the rule that said so
 */
public record Route(Queue queue, String rule) {}
