package dev.demarc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import dev.demarc.shared.EngineWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a node says that it is not well, and when it does not. */
class HealthOfANodeTest {

  private Instant now = Instant.parse("2026-11-28T10:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private final HealthSettings settings =
      new HealthSettings() {
        @Override
        public Duration poolExhaustedAfter() {
          return Duration.ofSeconds(10);
        }

        @Override
        public Duration threadsStuckAfter() {
          return Duration.ofMinutes(2);
        }
      };

  @Test
  void a_busy_pool_is_well_and_one_that_gives_nothing_out_is_not() {
    var pool = new PoolCheck(null, settings, clock);
    for (int given = 1; given < 60; given++) {
      pool.look(false, given);
      now = now.plusSeconds(1);
    }
    assertThat(pool.trouble()).isEmpty();
    now = now.plusSeconds(10);
    pool.look(false, 59);
    assertThat(pool.trouble()).hasValueSatisfying(t -> assertThat(t).contains("taken for 11 s"));
    pool.look(true, 59);
    assertThat(pool.trouble()).isEmpty();
  }

  @Test
  void a_question_that_no_request_thread_takes_up_is_trouble_until_one_does() {
    var threads = new RequestThreads(settings, clock);
    var queue = new ArrayList<Runnable>();
    threads.ask(queue::add);
    now = now.plusSeconds(119);
    threads.ask(queue::add);
    assertThat(threads.trouble()).isEmpty();
    now = now.plusSeconds(1);
    assertThat(threads.trouble()).isPresent();
    assertThat(queue).hasSize(1);
    queue.get(0).run();
    assertThat(threads.trouble()).isEmpty();
  }

  @Test
  void an_engine_that_fails_to_reach_the_database_still_runs() {
    var watch = new EngineWatch(clock, Duration.ofMinutes(2), Map.of());
    watch.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
    now = now.plusSeconds(100);
    watch.onSchedulerEvent(SchedulerEventType.UNEXPECTED_ERROR);
    now = now.plusSeconds(100);
    assertThat(watch.trouble()).isEmpty();
  }

  @Test
  void an_engine_whose_looking_thread_hangs_does_not_though_others_go_on() throws Exception {
    var watch = new EngineWatch(clock, Duration.ofMinutes(2), Map.of());
    watch.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
    now = now.plusSeconds(121);
    var heartbeat = new Thread(() -> watch.onSchedulerEvent(SchedulerEventType.UNEXPECTED_ERROR));
    heartbeat.start();
    heartbeat.join();
    assertThat(watch.trouble()).contains("It has not looked for jobs since 2026-11-28T10:00:00Z.");
  }
}
