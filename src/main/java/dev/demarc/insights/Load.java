package dev.demarc.insights;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cases that are open now, by queue and by person; one that several share counts for each.
 *
 * @param onCall of each queue that has members
 */
public record Load(List<Share> queues, List<Share> people, List<Called> onCall) {

  /**
   * @param key the slug of the queue or the name that the person signs in with
   * @param late whose clock has run out
   * @param today due before the day (UTC) ends, and not late yet
   */
  public record Share(String key, String name, long late, long today, long open) {}

  /**
   * Who is called of a queue.
   *
   * @param queue its name
   * @param now the name of who is called first; null where nobody can be called
   * @param until when the next turn begins; null where the order never changes
   * @param then the name of whose turn is next; null where the order never changes
   */
  public record Called(
      String queue, @Nullable String now, @Nullable Instant until, @Nullable String then) {}

  public long mostInQueue() {
    return queues.stream().mapToLong(Share::open).max().orElse(0);
  }

  public long mostOfPerson() {
    return people.stream().mapToLong(Share::open).max().orElse(0);
  }
}
