package dev.demarc.routing;

import dev.demarc.responsibility.Side;
import java.util.UUID;

/** One rule: every condition that is not null must hold. */
record Rule(
    int position,
    String name,
    Boolean unsure,
    Side side,
    String category,
    String service,
    String accountId,
    UUID queueId) {

  boolean holdsFor(Work work) {
    return (unsure == null || unsure == work.unsure())
        && (side == null || side == work.side())
        && (category == null || category.equals(work.category().slug()))
        && (service == null || service.equalsIgnoreCase(work.service()))
        && (accountId == null || accountId.equals(work.accountId()));
  }
}
