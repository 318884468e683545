package dev.demarc.evidence;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Hands out what somebody sent so that no browser and no desktop opens it: evidence is hostile
 * until shown otherwise. The one place where its headers are set; nosniff and no-store come with
 * every answer by configuration, and a browser obeys this policy together with that of the pages.
 */
public final class Download {

  /** Appended to every name: no system has a program for it that a double click would start. */
  private static final String HARMLESS = ".evidence";

  private static final int LONGEST_NAME = 150;

  private Download() {}

  /**
   * @param name as the sender gave it; may be null
   */
  public static RestResponse<byte[]> of(byte @Nullable [] bytes, @Nullable String name) {
    return RestResponse.ResponseBuilder.ok(bytes)
        .header("Content-Type", "application/octet-stream")
        .header("Content-Disposition", disposition(name))
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .build();
  }

  /** RFC 6266 section 4.3: plain ASCII for all, RFC 8187 for whoever reads it. */
  public static String disposition(@Nullable String name) {
    var safe = safe(name) + HARMLESS;
    var ascii = safe.replaceAll("[^\\x20-\\x7E]", "_").replace('%', '_');
    var encoded = URLEncoder.encode(safe, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename=\""
        + ascii
        + "\"; filename*=UTF-8''"
        + encoded.replace("*", "%2A");
  }

  /** Without what a path, a header, a shell or a Windows name could take for something else. */
  private static String safe(@Nullable String name) {
    var kept = new StringBuilder();
    (name == null ? "" : name)
        .codePoints()
        .limit(LONGEST_NAME)
        .map(c -> isSafe(c) ? c : '_')
        .forEach(kept::appendCodePoint);
    var trimmed = kept.toString().replaceAll("^[. ]+", "").strip();
    return trimmed.isEmpty() ? "unnamed" : trimmed;
  }

  private static boolean isSafe(int c) {
    return Character.isLetterOrDigit(c) || c == ' ' || (c < 0x7F && "-_.()+,=@".indexOf(c) >= 0);
  }
}
