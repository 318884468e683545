package dev.demarc.access.keys;

import dev.demarc.access.Scope;
import dev.demarc.access.SeenQueues;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** What a key may do, from where, until when, and whose cases it sees. */
@ApplicationScoped
class KeyLimits {

  private final SeenQueues queues;
  private final Clock clock;

  KeyLimits(SeenQueues queues, Clock clock) {
    this.queues = queues;
    this.clock = clock;
  }

  /**
   * Changes what is not null; an empty expiry takes it away, as no queues and no side do.
   *
   * @throws Problem INVALID naming the field
   */
  void change(ApiKey key, ApiKeys.Wanted wanted) {
    if (wanted.scopes() != null) {
      key.scopes = slugs(Scope.parse(wanted.scopes()));
    }
    if (wanted.addresses() != null) {
      key.addresses = KeyNetworks.parse(wanted.addresses()).toArray(String[]::new);
    }
    if (wanted.expiresAt() != null) {
      key.expiresAt = KeyExpiry.parse(wanted.expiresAt(), clock.instant());
    }
    if (wanted.queues() != null) {
      key.queues = queues.parse(wanted.queues());
    }
    if (wanted.side() != null) {
      key.side = SeenQueues.parseSide(wanted.side());
    }
  }

  static String[] slugs(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::slug).toArray(String[]::new);
  }

  /** As the audit log tells them. */
  String inWords(ApiKey key) {
    var seen =
        key.queues == null ? List.<String>of() : SeenQueues.named(key.queues, queues.slugs());
    return String.join(", ", key.scopes)
        + (key.addresses.length == 0 ? "" : "; from " + String.join(", ", key.addresses))
        + (key.expiresAt == null ? "" : "; until " + key.expiresAt)
        + SeenQueues.inWords(seen, key.side);
  }
}
