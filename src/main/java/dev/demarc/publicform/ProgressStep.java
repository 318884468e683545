package dev.demarc.publicform;

import dev.demarc.casework.views.ReportProgress;
import dev.demarc.clocks.PromisedTimes.Promised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a report's way, from when it came to its end. Pure.
 *
 * @param state {@code done}, {@code now} or {@code open}
 * @param words what is done
 * @param before what the time is, such as "since"; empty where it is when that was done
 * @param at null where no time is to be told
 */
public record ProgressStep(String state, String words, String before, @Nullable Instant at) {

  private static final String DONE = "done";
  private static final String NOW = "now";
  private static final String OPEN = "open";

  /**
   * @param progress null where it was not read yet
   * @param ended how it ended, in words; null where it has not
   */
  static List<ProgressStep> of(
      Instant receivedAt,
      @Nullable ReportProgress progress,
      Promised promised,
      @Nullable String ended) {
    var steps = new ArrayList<ProgressStep>();
    steps.add(new ProgressStep(DONE, "Received", "", receivedAt));
    if (progress == null || progress.readAt() == null && ended == null) {
      steps.add(new ProgressStep(NOW, "Somebody reads it", "by", promised.read()));
      steps.add(new ProgressStep(OPEN, "We work on it", "", null));
      steps.add(new ProgressStep(OPEN, "It is passed to whoever can end it", "", null));
    } else {
      steps.add(new ProgressStep(DONE, "Read; it is a case of ours", "", progress.readAt()));
      if (ended == null) {
        underWay(steps, progress);
      } else {
        ended(steps, progress);
      }
    }
    steps.add(
        ended == null
            ? new ProgressStep(OPEN, "Ended, and you see here what was done", "", null)
            : new ProgressStep(DONE, ended, "", progress == null ? null : progress.closedAt()));
    return steps;
  }

  private static void underWay(List<ProgressStep> steps, ReportProgress progress) {
    var passedOn = progress.passedOnAt();
    var begun = progress.begunAt();
    if (progress.waitsForReporter()) {
      steps.add(new ProgressStep(NOW, "We wait for an answer of yours", "", null));
    } else if (passedOn != null) {
      steps.add(new ProgressStep(DONE, "Worked on", begun == null ? "" : "since", begun));
    } else {
      steps.add(new ProgressStep(NOW, "We work on it", begun == null ? "" : "since", begun));
    }
    steps.add(
        passedOn == null
            ? new ProgressStep(OPEN, "It is passed to whoever can end it", "", null)
            : new ProgressStep(
                progress.waitsForReporter() ? DONE : NOW,
                "Passed to whoever can end it",
                "",
                passedOn));
  }

  private static void ended(List<ProgressStep> steps, ReportProgress progress) {
    if (progress.begunAt() != null) {
      steps.add(new ProgressStep(DONE, "Worked on", "since", progress.begunAt()));
    }
    if (progress.passedOnAt() != null) {
      steps.add(new ProgressStep(DONE, "Passed to whoever can end it", "", progress.passedOnAt()));
    }
  }
}
