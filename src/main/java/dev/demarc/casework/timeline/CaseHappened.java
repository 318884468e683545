package dev.demarc.casework.timeline;

import dev.demarc.shared.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * Something was put on a case's timeline; fired in the transaction that did it. Whoever observes it
 * must be quick, and fails what happened by failing itself.
 *
 * @param kind the entry's
 */
public record CaseHappened(
    UUID caseId, String kind, Actor actor, Instant at, Visibility visibility) {

  /** Whether somebody did it, or a program in somebody's place, and not Demarc by itself. */
  public boolean isByPerson() {
    return actor.kind() == Actor.Kind.PERSON || actor.kind() == Actor.Kind.API_KEY;
  }
}
