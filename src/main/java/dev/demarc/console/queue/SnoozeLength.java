package dev.demarc.console.queue;

import dev.demarc.casework.lifecycle.Snoozes;
import dev.demarc.shared.Problem;
import io.quarkus.qute.TemplateEnum;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How long cases are put away; one of these, so that a digit chooses it. */
@TemplateEnum
public enum SnoozeLength {
  DAY("1d", "for a day", Duration.ofDays(1)),
  THREE_DAYS("3d", "for 3 days", Duration.ofDays(3)),
  WEEK("7d", "for a week", Duration.ofDays(7)),
  MONTH("30d", "for 30 days", Duration.ofDays(30)),
  REPORT("report", "until a new report comes", null);

  private final String slug;
  private final String words;
  private final @Nullable Duration length;

  SnoozeLength(String slug, String words, @Nullable Duration length) {
    this.slug = slug;
    this.words = words;
    this.length = length;
  }

  /**
   * @throws Problem INVALID where it is none of these
   */
  public static SnoozeLength of(@Nullable String slug) {
    return Arrays.stream(values())
        .filter(one -> one.slug.equals(slug))
        .findFirst()
        .orElseThrow(() -> Problem.invalid("snooze", "say how long: 1d, 3d, 7d, 30d or report"));
  }

  public String slug() {
    return slug;
  }

  public String words() {
    return words;
  }

  /** When it ends; null where no time ends it. */
  @Nullable Instant until(Instant now) {
    return length == null ? null : now.plus(length);
  }

  public Snoozes.Snooze from(Instant now) {
    return new Snoozes.Snooze(until(now), length == null ? 0 : null, null);
  }
}
