package dev.demarc.publicform;

import dev.demarc.casework.correspondence.LinkMessages.Kind;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.views.ReportProgress;
import dev.demarc.clocks.PromisedTimes.Promised;
import dev.demarc.notification.AddressedNotes.AddressedNote;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a report shows.
 *
 * @param progress null where it was not read yet
 * @param messages what its holder wrote, the earliest first
 * @param answers what the desk wrote to their address, where they proved it
 * @param disagreeUntil until when they may say that they disagree; null where they may not
 */
public record StatusView(
    PublicReports.Status report,
    @Nullable ReportProgress progress,
    Promised promised,
    List<PublicMessages.Message> messages,
    List<AddressedNote> answers,
    @Nullable Instant disagreeUntil,
    Instant now) {

  /**
   * What was said, by either side.
   *
   * @param what a word of its kind after the time; empty for a message as any
   */
  public record Said(boolean byDesk, Instant at, String what, String body) {}

  /** The earliest first. */
  public List<Said> said() {
    return Stream.concat(
            messages.stream().map(m -> new Said(false, m.at(), m.inWords(), m.shown())),
            // defanged as the mail was
            answers.stream().map(a -> new Said(true, a.at(), "", a.body())))
        .sorted(Comparator.comparing(Said::at))
        .toList();
  }

  /** The typed address, for whoever knows it: the page may be passed on. Null where none was. */
  public @Nullable String address() {
    var address = report.address();
    return address == null ? null : address.value().substring(0, 1) + "…@" + address.domain();
  }

  public boolean isProved() {
    return report.provedAt() != null;
  }

  /** Whether they may be sent a link to prove their address. */
  public boolean mayProve() {
    return progress != null && report.address() != null && !isProved() && !isLinkOut();
  }

  /** Whether the address was sent a link that is still good. */
  public boolean isLinkOut() {
    var until = report.linkUntil();
    return until != null && until.isAfter(now) && !isProved();
  }

  public String heading() {
    if (ended() != null) {
      return "Ended";
    }
    if (progress == null || progress.readAt() == null) {
      return "We have your report";
    }
    return progress.waitsForReporter() ? "We wait for your answer" : "Being worked on";
  }

  /** Whether it was sent just now, for all that its sender knows: they have to keep the link. */
  public boolean isFresh() {
    return ended() == null && (progress == null || progress.readAt() == null);
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
