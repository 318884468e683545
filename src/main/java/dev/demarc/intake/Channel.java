package dev.demarc.intake;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The channel that a report came through. */
public enum Channel {
  REST,
  SMTP,
  IMAP,
  SNS;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
