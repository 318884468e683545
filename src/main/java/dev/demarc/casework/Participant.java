package dev.demarc.casework;

import java.time.Instant;

/**
 * Somebody outside who has to do with a case.
 *
 * @param proof how they proved to be at the address; null where they only claim it, so that nothing
 *     is sent there unless a person chooses so
 * @param because how they came to be on the case
 * @param replyTo where they ask for answers instead; shown, never written to. Null where nowhere
 *     else
 */
public record Participant(
    String address, Proof proof, String because, Instant since, String replyTo) {

  public boolean proved() {
    return proof != null;
  }
}
