package dev.demarc.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is served over HTTP. */
@ConfigMapping(prefix = "demarc.http")
public interface HttpSettings {

  /** Host names without ports, as callers write them; where absent, every name is served. */
  Optional<Set<String>> hosts();

  /** Connections at a time. */
  @WithDefault("2000")
  int connections();

  /** Of them, from one address; of IPv6, from one /64. */
  @WithDefault("500")
  int connectionsOfOneAddress();

  /**
   * How long nothing may be asked over one, also where a request's head comes byte by byte; longer
   * than proxies keep one that they may use again.
   */
  @WithDefault("75s")
  Duration idle();

  /** Whether HTTP/2 is spoken without TLS, by upgrade or at once. */
  @WithDefault("false")
  boolean http2Cleartext();
}
