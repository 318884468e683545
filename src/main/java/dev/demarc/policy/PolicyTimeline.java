package dev.demarc.policy;

import dev.demarc.shared.SettingsTimeline;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;

/** What was done to what decides. */
@Singleton
public class PolicyTimeline extends SettingsTimeline {

  PolicyTimeline(EntityManager database, Clock clock) {
    super(database, clock, "policy_event");
  }
}
