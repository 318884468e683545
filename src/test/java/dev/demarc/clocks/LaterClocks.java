package dev.demarc.clocks;

import dev.demarc.Api;
import dev.demarc.shared.OwnWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Rings a clock as the job would at a later time, so that no test waits for it. */
@ApplicationScoped
public class LaterClocks {

  private final ClockRinger ringer;

  LaterClocks(ClockRinger ringer) {
    this.ringer = ringer;
  }

  /**
   * @param after the end of the clock to resolve the case's work
   */
  public void ring(String key, Duration after) {
    var clock =
        Api.client()
            .get("/api/v1/cases/" + key + "/clocks")
            .jsonPath()
            .getMap("live.find { it.measure == 'resolve' }");
    var now = Instant.parse("" + clock.get("dueAt")).plus(after);
    OwnWork.call(() -> ringer.ring(UUID.fromString("" + clock.get("id")), now));
  }
}
