package dev.demarc.casework;

import static dev.demarc.casework.WorkStatus.CLOSED;
import static dev.demarc.casework.WorkStatus.IN_PROGRESS;
import static dev.demarc.casework.WorkStatus.NEW;
import static dev.demarc.casework.WorkStatus.RESOLVED;
import static dev.demarc.casework.WorkStatus.WAITING;
import static dev.demarc.casework.WorkStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseProgressTest {

  @Test
  void the_furthest_part_that_does_not_wait_speaks_for_the_case() {
    assertThat(of(NEW, IN_PROGRESS)).isEqualTo(IN_PROGRESS);
    assertThat(of(WAITING, NEW)).isEqualTo(NEW);
    assertThat(of(WAITING, IN_PROGRESS)).isEqualTo(IN_PROGRESS);
  }

  @Test
  void a_case_waits_where_all_that_is_open_waits() {
    assertThat(of(WAITING, WAITING)).isEqualTo(WAITING);
    assertThat(of(WAITING, RESOLVED)).isEqualTo(WAITING);
    assertThat(of(WAITING, WITHDRAWN)).isEqualTo(WAITING);
  }

  @Test
  void a_case_is_resolved_where_nothing_is_open() {
    assertThat(of(RESOLVED, CLOSED)).isEqualTo(RESOLVED);
    assertThat(of(CLOSED, WITHDRAWN)).isEqualTo(CLOSED);
    assertThat(of(NEW, RESOLVED)).isEqualTo(NEW);
  }

  @Test
  void a_case_without_a_part_is_nobodys_work() {
    assertThat(CaseProgress.of(List.of())).isEqualTo(WITHDRAWN);
    assertThat(of(WITHDRAWN)).isEqualTo(WITHDRAWN);
  }

  /** What may be set next is told to everybody: it must lead on, and never to where one is. */
  @Test
  void no_status_leads_to_itself_and_done_is_reached_from_all_that_are_open() {
    for (var status : WorkStatus.values()) {
      assertThat(status.next()).doesNotContain(status, WITHDRAWN, NEW);
      assertThat(status.isOpen()).isEqualTo(status.next().contains(RESOLVED));
    }
  }

  private static WorkStatus of(WorkStatus... parts) {
    return CaseProgress.of(Arrays.asList(parts));
  }
}
