package dev.demarc.ops;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Of a server of a test's own. */
record OwnHttpSettings(
    Optional<Set<String>> hosts, int connections, int connectionsOfOneAddress, Duration idle)
    implements HttpSettings {

  static OwnHttpSettings serving(String... hosts) {
    return new OwnHttpSettings(Optional.of(Set.of(hosts)), 100, 100, Duration.ofMinutes(1));
  }

  static OwnHttpSettings limited(int most, int mostOfOneAddress, Duration idle) {
    return new OwnHttpSettings(Optional.empty(), most, mostOfOneAddress, idle);
  }
}
