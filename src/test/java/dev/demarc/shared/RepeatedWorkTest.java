package dev.demarc.shared;

import static dev.demarc.shared.Waiting.await;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedWorkTest {

  @Test
  void a_timer_goes_on_with_what_failed() {
    var runs = new AtomicInteger();
    var timer = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("test"));
    try {
      var work =
          new RepeatedWork(
              "The work of a test",
              () -> {
                if (runs.incrementAndGet() < 3) {
                  throw new IllegalStateException("not yet");
                }
              });
      timer.scheduleWithFixedDelay(work, 0, 1, TimeUnit.MILLISECONDS);
      await().until(() -> runs.get() > 3);
    } finally {
      timer.shutdownNow();
    }
  }
}
