package dev.demarc.casework.lifecycle;

import dev.demarc.casework.rules.QuietRule;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a case may close by itself because nothing happens on it any more. Pure. */
final class QuietClosing {

  /**
   * What is known of a case.
   *
   * @param lastAt when a report joined or somebody changed it the last time
   * @param untouched whether nobody has begun to work on it
   * @param waits whether a part waits for somebody, and comes back by itself
   * @param replyBy until when its source wants an answer; null where none does
   * @param answerOwed whether somebody outside wrote and was not written to since
   * @param unprovedMails whether mails wait for a person to say whose they are
   */
  record Facts(
      Instant lastAt,
      boolean untouched,
      boolean waits,
      boolean snoozed,
      @Nullable Instant replyBy,
      boolean answerOwed,
      boolean unprovedMails) {}

  private QuietClosing() {}

  /** Why the case stays open; empty where it may close. */
  static Optional<String> staysOpen(Facts facts, QuietRule rule, Instant now) {
    if (facts.lastAt().plus(rule.after()).isAfter(now)) {
      return Optional.of("something happened on it since");
    }
    if (facts.replyBy() != null) {
      return Optional.of("its source wants an answer");
    }
    if (facts.answerOwed()) {
      return Optional.of("somebody who wrote waits for an answer");
    }
    if (facts.unprovedMails()) {
      return Optional.of("a mail waits to be accepted");
    }
    if (facts.waits()) {
      return Optional.of("a part of it waits and comes back by itself");
    }
    if (facts.snoozed()) {
      return Optional.of("it is snoozed");
    }
    if (facts.untouched() && !rule.untouched()) {
      return Optional.of("nobody has begun to work on it");
    }
    return Optional.empty();
  }
}
