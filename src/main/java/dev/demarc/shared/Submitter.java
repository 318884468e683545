package dev.demarc.shared;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who handed a report over. Names are for people: a key may be named as a channel or a person is,
 * so what belongs to whom is told by the rest.
 *
 * @param name of the API key, the person, the channel or the topic
 * @param scope within which an Idempotency-Key stands for one submission; of no two submitters the
 *     same
 * @param key the API key's id; null where a person or a channel handed it over
 */
public record Submitter(String name, String scope, @Nullable UUID key) {

  public static Submitter key(UUID id, String name) {
    return new Submitter(name, "key:" + id, id);
  }

  public static Submitter person(String username) {
    return new Submitter(username, "person:" + username, null);
  }

  /**
   * @param name one that the code gives, or a topic's ARN: never one that somebody chose
   */
  public static Submitter channel(String name) {
    return new Submitter(name, name, null);
  }
}
