package dev.demarc.publicform;

import dev.demarc.casework.correspondence.LinkMessages.Kind;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.views.ReportProgress;
import dev.demarc.clocks.PromisedTimes.Promised;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a report shows.
 *
 * @param progress null where it was not read yet
 * @param messages what its holder wrote, the earliest first
 * @param disagreeUntil until when they may say that they disagree; null where they may not
 */
public record StatusView(
    PublicReports.Status report,
    @Nullable ReportProgress progress,
    Promised promised,
    List<PublicMessages.Message> messages,
    @Nullable Instant disagreeUntil) {

  public String heading() {
    if (ended() != null) {
      return "Ended";
    }
    if (progress == null || progress.readAt() == null) {
      return "We have your report";
    }
    return progress.waitsForReporter() ? "We wait for your answer" : "Being worked on";
  }

  public List<ProgressStep> steps() {
    return ProgressStep.of(report.receivedAt(), progress, promised, ended());
  }

  /** By when they hear more; null where nothing is promised. */
  public @Nullable Instant nextWord() {
    var read = progress != null && progress.readAt() != null;
    return ended() != null || !read ? null : promised.word();
  }

  /** Whether somebody looks at what they write. */
  public boolean isOpen() {
    return progress != null && ended() == null;
  }

  public boolean hasRoom() {
    return messages.stream().filter(m -> m.kind() == Kind.MESSAGE).count() < PublicMessages.MOST;
  }

  public boolean hasRoomForFiles() {
    return messages.stream().filter(PublicMessages.Message::isFiles).count()
        < PublicMessages.MOST_WITH_FILES;
  }

  /** Whether they may still say that it has stopped. */
  public boolean maySayStopped() {
    return isOpen() && messages.stream().noneMatch(PublicMessages.Message::isStopped);
  }

  /** How it ended, in words that say nothing of anybody; null where it has not. */
  public @Nullable String ended() {
    if (progress == null || !progress.isClosed()) {
      return null;
    }
    var outcome = Objects.requireNonNullElse(progress.outcome(), Outcome.NO_ACTION);
    if (outcome.equals(Outcome.FIXED)) {
      return "What you reported was dealt with.";
    }
    if (outcome.equals(Outcome.NOT_OURS)) {
      return "It is not in our hands: we cannot end it.";
    }
    if (outcome.equals(Outcome.DUPLICATE)) {
      return "It is worked on together with other reports about the same.";
    }
    return outcome.equals(Outcome.NO_ACTION) || outcome.equals(Outcome.FALSE_REPORT)
        ? "We looked into it and found nothing that we have to end."
        : "We looked into it, and are done with it.";
  }
}
