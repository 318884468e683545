package dev.demarc.mailboxes;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an access token is given for (RFC 6749 section 1.3). */
public enum Grant {
  /** The application's own name and secret, as Microsoft 365 wants it. */
  CLIENT_CREDENTIALS,
  /** A token that a person agreed to once, as Google wants it. */
  REFRESH_TOKEN;

  public static Optional<Grant> of(@Nullable String text) {
    return Arrays.stream(values()).filter(g -> g.slug().equalsIgnoreCase(text)).findFirst();
  }

  /** As it is said to the token endpoint. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
