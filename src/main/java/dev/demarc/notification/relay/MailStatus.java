package dev.demarc.notification.relay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a mail has come. */
public enum MailStatus {
  /** Waits for its next attempt. */
  PENDING,
  /** No relay is configured: it can be read here and sent later. */
  HELD,
  SENT,
  /** Every attempt failed. */
  FAILED,
  /** The relay took it, and it came back. */
  BOUNCED,
  /** Taken back by whoever caused it, before it left. */
  WITHDRAWN;

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
