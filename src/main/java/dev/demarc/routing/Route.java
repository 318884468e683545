package dev.demarc.routing;

import dev.demarc.routing.rules.Gives;
import org.jspecify.annotations.Nullable;

/**
 * Where a part of a case goes.
 *
 * @param rule the name of the rule that named the queue
 * @param version the number of the version of the rules that said so
 * @param gives all that the rules give it
 */
public record Route(Queue queue, @Nullable String rule, int version, Gives gives) {}
