package dev.demarc.casework.contents;

import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.Statement.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a report's source says of the state of the matter, and whether that is to be believed. Pure.
 *
 * @param over that it is over
 * @param saidAt when it says so by its own clock; null where the format does not tell
 * @param replyBy until when it wants an answer; null where it says nothing
 * @param assumed whether it names no time, and wants one in the usual time
 * @param writtenAt when the mail with it was written; null where there is none
 * @param by who wants the answer, for people; null where that is the source of a finding or event
 * @param origin how sure it is that the report comes from whom it says
 */
public record SourceStatement(
    boolean over,
    @Nullable Instant saidAt,
    @Nullable Instant replyBy,
    boolean assumed,
    @Nullable Instant writtenAt,
    @Nullable String by,
    Origin origin) {

  public static SourceStatement of(ParsedReport parsed) {
    var stated = parsed.statement();
    return new SourceStatement(
        stated.isOver(),
        stated.saidAt(),
        stated.replyBy(),
        stated.replyByAssumed(),
        parsed.mail() == null ? null : parsed.mail().date(),
        parsed.mail() == null ? null : parsed.mail().from(),
        stated.origin());
  }

  /** Anybody can write a mail with an AWS number in it that was guessed or seen. */
  public boolean isDoubted() {
    return origin == Origin.DOUBTED;
  }

  /**
   * Whether it counts on a case that was opened for another report.
   *
   * @param sameId whether its sender gives it the same id as one of the case's reports
   */
  public boolean mayMoveClock(boolean sameId) {
    return switch (origin) {
      case VOUCHED, CONFIRMED -> true;
      case CLAIMED -> sameId;
      case DOUBTED -> false;
    };
  }

  /** Whether it was written when this time had passed, and names another one. */
  public boolean namesTimeAfter(Instant passed) {
    return !assumed
        && replyBy != null
        && writtenAt != null
        && writtenAt.isAfter(passed)
        && replyBy.isAfter(passed);
  }

  /** What is to be doubted of who wants an answer, and what to do, for people. */
  public String doubtOfDeadline() {
    return isDoubted()
        ? "nothing confirms that AWS sent it; compare it with the AWS console"
        : "it only shares something with this case; if they may ask for that, set the clock";
  }
}
