package dev.demarc.formats;

import java.time.Instant;

/**
 * The raw bytes of a report and what its sender said they are.
 *
 * @param contentType media type with parameters, as sent; never null
 * @param receivedAt when Demarc took it in, the reference for dates without a year or zone
 */
public record Submission(byte[] raw, String contentType, Instant receivedAt) {

  /** The media type without parameters, lower-cased. */
  public String mediaType() {
    return mediaType(contentType);
  }

  private static String mediaType(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end))
        .trim()
        .toLowerCase(java.util.Locale.ROOT);
  }

  public boolean isMail() {
    return mediaType().equals("message/rfc822");
  }

  public boolean isJson() {
    return isJson(contentType);
  }

  public static boolean isJson(String contentType) {
    var type = mediaType(contentType);
    return type.equals("application/json") || type.endsWith("+json");
  }
}
