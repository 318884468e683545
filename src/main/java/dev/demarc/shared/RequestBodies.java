package dev.demarc.shared;

import org.jspecify.annotations.Nullable;

/** What a request with a report must bring. */
public final class RequestBodies {

  private static final int KEY_AT_MOST = 255;

  private RequestBodies() {}

  public static byte[] required(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw new Problem(ProblemType.UNREADABLE, "The body is empty; send the report in it.");
    }
    return body;
  }

  public static String contentType(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new Problem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "Say with Content-Type what the body is: application/json, message/rfc822, ...;"
              + " /q/openapi lists what is taken.");
    }
    return header;
  }

  public static @Nullable String idempotencyKey(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    if (header.length() > KEY_AT_MOST) {
      throw Problem.invalid("Idempotency-Key", "must have at most " + KEY_AT_MOST + " characters");
    }
    return TypedText.clean(header);
  }
}
