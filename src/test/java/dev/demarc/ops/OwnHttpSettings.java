package dev.demarc.ops;

import dev.demarc.http.HttpSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Of a server of a test's own. */
public record OwnHttpSettings(
    Optional<Set<String>> hosts,
    int connections,
    int connectionsOfOneAddress,
    Duration idle,
    boolean http2Cleartext)
    implements HttpSettings {

  static OwnHttpSettings serving(String... hosts) {
    return new OwnHttpSettings(Optional.of(Set.of(hosts)), 100, 100, Duration.ofMinutes(1), false);
  }

  public static OwnHttpSettings limited(int most, int mostOfOneAddress, Duration idle) {
    return new OwnHttpSettings(Optional.empty(), most, mostOfOneAddress, idle, false);
  }

  public static OwnHttpSettings speaking(boolean http2Cleartext) {
    return new OwnHttpSettings(Optional.empty(), 100, 100, Duration.ofMinutes(1), http2Cleartext);
  }
}
