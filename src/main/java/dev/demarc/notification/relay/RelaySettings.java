package dev.demarc.notification.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The mail server that takes what goes out. */
@ConfigMapping(prefix = "demarc.relay")
public interface RelaySettings {

  /** Whether a connection is encrypted with STARTTLS (RFC 3207). */
  enum StartTls {
    DISABLED,
    /** Where it is offered. */
    OPTIONAL,
    REQUIRED
  }

  /** What follows where STARTTLS is offered and then refused. */
  enum StartTlsRefused {
    WAIT,
    CLEAR
  }

  int DEFAULT_PORT = 25;
  int IMPLICIT_TLS_PORT = 465;

  /** Without one, mails are held. */
  Optional<String> host();

  Optional<Integer> port();

  Optional<String> username();

  Optional<String> password();

  /** Where it is not said, a user name and its password are never sent in the clear. */
  Optional<StartTls> startTls();

  default StartTls startTlsInForce() {
    boolean signsIn = username().filter(name -> !name.isBlank()).isPresent();
    return startTls().orElse(signsIn ? StartTls.REQUIRED : StartTls.OPTIONAL);
  }

  @WithDefault("WAIT")
  StartTlsRefused startTlsRefused();

  /** Whether TLS begins before the greeting (RFC 8314); at port 465 where it is not said. */
  Optional<Boolean> implicitTls();

  /** The name of a TLS configuration whose trust store says which certificates are accepted. */
  Optional<String> tls();

  /** How many connections a node has to the relay at most. */
  @WithDefault("4")
  int connections();

  @WithDefault("10s")
  Duration connectTimeout();

  /** For the answer to each command, and for each piece that is written. */
  @WithDefault("60s")
  Duration answerTimeout();

  /** For the answer to the end of a mail; RFC 5321 section 4.5.3.2.6 asks for ten minutes. */
  @WithDefault("5m")
  Duration finalAnswerTimeout();

  /** For all that it takes to hand over one mail. */
  @WithDefault("10m")
  Duration deadline();

  /** After that a mail is given up although the relay could not be reached all the while. */
  @WithDefault("3d")
  Duration giveUpAfter();

  default boolean isConfigured() {
    return host().filter(name -> !name.isBlank()).isPresent();
  }

  default int effectivePort() {
    return port().orElse(DEFAULT_PORT);
  }

  default boolean usesImplicitTls() {
    return implicitTls().orElse(effectivePort() == IMPLICIT_TLS_PORT);
  }

  /** As people read it. */
  default String place() {
    return host().orElse("no relay") + ":" + effectivePort();
  }
}
