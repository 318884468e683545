package dev.demarc.routing;

import dev.demarc.shared.SettingsTimeline;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;

/** What was done to rules, queues and who works them. */
@Singleton
public class RoutingTimeline extends SettingsTimeline {

  RoutingTimeline(EntityManager database, Clock clock) {
    super(database, clock, "routing_event");
  }
}
