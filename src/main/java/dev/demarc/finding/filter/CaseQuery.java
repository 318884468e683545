package dev.demarc.finding.filter;

import java.util.List;

/**
 * What is asked for, understood.
 *
 * @param conditions all of which hold
 */
public record CaseQuery(List<Condition> conditions, Sort sort) {

  /** The orders a list may have. */
  public enum Sort {
    CLOCK,
    /** What rules gave the highest priority first, and of that by the clock. */
    PRIORITY,
    NEWEST,
    OLDEST,
    UPDATED
  }
}
