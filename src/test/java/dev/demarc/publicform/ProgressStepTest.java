package dev.demarc.publicform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.views.ReportProgress;
import dev.demarc.clocks.PromisedTimes.Promised;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressStepTest {

  private static final Instant CAME = Instant.parse("2026-11-26T21:12:00Z");
  private static final Instant LATER = Instant.parse("2026-11-26T22:12:00Z");

  private static ReportProgress progress(CaseStatus status, Instant read, Instant passedOn) {
    return new ReportProgress(
        UUID.randomUUID(),
        List.of(),
        status,
        null,
        CAME,
        read,
        null,
        passedOn,
        null,
        false,
        null,
        0);
  }

  @Test
  void what_nobody_read_yet_says_by_when_somebody_does() {
    var steps = ProgressStep.of(CAME, null, new Promised(LATER, null), null);
    assertThat(steps.get(1)).isEqualTo(new ProgressStep("now", "Somebody reads it", "by", LATER));
    assertThat(steps).extracting(ProgressStep::state).containsOnlyOnce("now");
  }

  @Test
  void one_step_is_under_way_until_it_has_ended() {
    var read = progress(CaseStatus.OPEN, LATER, null);
    var passedOn = progress(CaseStatus.OPEN, LATER, LATER);
    assertThat(ProgressStep.of(CAME, read, Promised.NOTHING, null))
        .extracting(ProgressStep::state)
        .containsExactly("done", "done", "now", "open", "open");
    assertThat(ProgressStep.of(CAME, passedOn, Promised.NOTHING, null))
        .extracting(ProgressStep::state)
        .containsExactly("done", "done", "done", "now", "open");
  }

  @Test
  void what_ended_tells_of_no_step_that_was_not_taken() {
    var closed = progress(CaseStatus.CLOSED, null, null);
    assertThat(ProgressStep.of(CAME, closed, Promised.NOTHING, "Done."))
        .extracting(ProgressStep::words)
        .containsExactly("Received", "Read; it is a case of ours", "Done.");
  }
}
