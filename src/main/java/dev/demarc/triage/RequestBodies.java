package dev.demarc.triage;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import org.jspecify.annotations.Nullable;

/** What a request must bring. */
public final class RequestBodies {

  private static final int KEY_AT_MOST = 255;

  private RequestBodies() {}

  public static byte[] required(byte[] body) {
    if (body == null || body.length == 0) {
      throw new Problem(ProblemType.UNREADABLE, "The body is empty; send the report in it.");
    }
    return body;
  }

  static String contentType(String header) {
    if (header == null || header.isBlank()) {
      throw new Problem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "Say with Content-Type what the body is: application/json, message/rfc822, ...;"
              + " /q/openapi lists what is taken.");
    }
    return header;
  }

  static @Nullable String idempotencyKey(String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    if (header.length() > KEY_AT_MOST) {
      throw Problem.invalid("Idempotency-Key", "must have at most " + KEY_AT_MOST + " characters");
    }
    return TypedText.clean(header);
  }
}
