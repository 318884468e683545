package dev.demarc.console.queue;

/**
 * How many cases a view has.
 *
 * @param soon due within the hour and not late yet
 * @param more whether there are more than were counted
 */
public record ViewTally(long all, long overdue, long soon, boolean more) {}
