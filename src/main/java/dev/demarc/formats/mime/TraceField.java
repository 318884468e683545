package dev.demarc.formats.mime;

/**
 * A field that servers put on top of a mail as it passes them: Received (RFC 5321 section 4.4) or
 * Authentication-Results (RFC 8601).
 */
public record TraceField(String name, String value) {

  public boolean isReceived() {
    return name.equalsIgnoreCase("Received");
  }
}
