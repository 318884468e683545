package dev.demarc.insights;

import java.util.List;

/** The cases that are open now, by queue and by person; one that several share counts for each. */
public record Load(List<Share> queues, List<Share> people) {

  /**
   * @param key the slug of the queue or the name that the person signs in with
   * @param late whose clock has run out
   * @param today due before the day (UTC) ends, and not late yet
   */
  public record Share(String key, String name, long late, long today, long open) {}

  public long mostInQueue() {
    return queues.stream().mapToLong(Share::open).max().orElse(0);
  }

  public long mostOfPerson() {
    return people.stream().mapToLong(Share::open).max().orElse(0);
  }
}
