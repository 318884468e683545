package dev.demarc.mailboxes;

import dev.demarc.shared.Problem;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the way to a mail server is protected. */
public enum MailSecurity {
  /** From the first byte, port 993 (RFC 8314). */
  TLS,
  /** Before anything is said of a password, port 143 (RFC 2595); a server without it is refused. */
  STARTTLS,
  /** Not at all: for a server on the same machine or network. */
  NONE;

  public static Optional<MailSecurity> of(@Nullable String text) {
    return Arrays.stream(values()).filter(s -> s.name().equalsIgnoreCase(text)).findFirst();
  }

  /**
   * @throws Problem INVALID where it is none
   */
  public static MailSecurity required(@Nullable String text) {
    return of(text).orElseThrow(() -> Problem.invalid("security", "must be TLS, STARTTLS or NONE"));
  }
}
