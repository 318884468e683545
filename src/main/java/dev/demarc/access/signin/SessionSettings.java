package dev.demarc.access.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long people stay signed in. */
@ConfigMapping(prefix = "demarc.sessions")
public interface SessionSettings {

  /** Without a request of theirs; what a page asks for by itself does not count. */
  @WithDefault("12h")
  Duration idle();

  /** However busy they are. */
  @WithDefault("7d")
  Duration absolute();

  /** How long after a sign-in, or another proof, sensitive changes need none. */
  @WithDefault("10m")
  Duration confirmed();
}
