package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who asked whom in what web servers keep of a request: its header fields (RFC 9110 section 7.2),
 * the first section of ModSecurity's audit log, the lines of nginx's error log.
 */
final class WebRequest {

  private static final int NEAR = 128;
  private static final int MOST_FIELDS = 30;
  private static final int LONGEST_LINE = 2_000;

  private static final String ADDRESS = "(?:(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:]{3,45})";

  /** {@code [25/Nov/2026:04:41:17 +0100] Z0UaLX8AAQEAAB2n 192.0.2.1 51234 198.51.100.2 443}. */
  private static final Pattern AUDITED_BEFORE =
      Pattern.compile(
          "\\d:\\d{2}(?:\\.\\d{1,9})?(?: [+-]\\d{4})?\\] [\\w@.-]{8,40} ("
              + ADDRESS
              + " \\d{1,5} )?$");

  private static final Pattern CLIENT_BEHIND =
      Pattern.compile("^ \\d{1,5} " + ADDRESS + " \\d{1,5}(?:\\s|$)");

  private static final Pattern SERVER_BEHIND = Pattern.compile("^ \\d{1,5}(?:\\s|$)");

  /** In what ModSecurity writes into the error log of Apache. */
  private static final String HOSTNAME = "[hostname \"";

  private static final Pattern HOST_BEFORE = Pattern.compile("(?i)^[\\s>|]*host: ?$");

  private static final Pattern LINKING_BEFORE =
      Pattern.compile("(?i)^[\\s>|]*(?:referer|origin): ?$");

  private static final Pattern REQUEST =
      Pattern.compile(
          "^[\\s>|\"']*(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH|CONNECT|TRACE|PROPFIND) \\S+"
              + " HTTP/\\d");

  private static final Pattern FIELD = Pattern.compile("^[\\s>|]*[A-Za-z][\\w-]{0,40}: ?");

  /** {@code client: 192.0.2.1, server: www.a.example, request: "GET / ...", host: "a.example"}. */
  private static final Pattern OF_ERROR_LOG =
      Pattern.compile(
          ", client: "
              + ADDRESS
              + "(?:, server: |, server: [^,]*, request: .*, (?:host: \"|upstream: \"(?:https?://)?))$");

  private final String text;
  private final Sentences sentences;

  WebRequest(String text, Sentences sentences) {
    this.text = text;
    this.sentences = sentences;
  }

  /** Mentioned for what led there; null where it stands in no such line. */
  @Nullable Role role(int start, int end) {
    if (start == 0) {
      return null;
    }
    char before = text.charAt(start - 1);
    if (Character.isWhitespace(before) && start > 1) {
      boolean field = text.charAt(start - 2) == ':';
      return field ? ofField(start) : ofAudit(start, end);
    }
    if (before == '"' && text.startsWith(HOSTNAME, start - HOSTNAME.length())) {
      return Role.TARGET;
    }
    if (before == '"' || before == '/') {
      return isOfErrorLog(start) ? Role.TARGET : null;
    }
    return before == ':' ? ofField(start) : null;
  }

  private @Nullable Role ofAudit(int start, int end) {
    if (end >= text.length() || text.charAt(end) != ' ' || isNoDigit(end + 1)) {
      return null;
    }
    var audited = AUDITED_BEFORE.matcher(text.substring(Math.max(0, start - NEAR), start));
    if (!audited.find()) {
      return null;
    }
    var behind = text.substring(end, Math.min(text.length(), end + NEAR));
    if (audited.group(1) == null) {
      return CLIENT_BEHIND.matcher(behind).find() ? Role.SOURCE : null;
    }
    return SERVER_BEHIND.matcher(behind).find() ? Role.TARGET : null;
  }

  private boolean isNoDigit(int at) {
    return at >= text.length() || !Character.isDigit(text.charAt(at));
  }

  private @Nullable Role ofField(int start) {
    var before = text.substring(sentences.lineStart(start), start);
    if (HOST_BEFORE.matches(before)) {
      return isInRequest(start) ? Role.TARGET : null;
    }
    if (LINKING_BEFORE.matches(before)) {
      return isInRequest(start) ? Role.MENTIONED : null;
    }
    return isOfErrorLog(start) ? Role.TARGET : null;
  }

  private boolean isOfErrorLog(int start) {
    var before = text.substring(Math.max(0, start - LONGEST_LINE), start);
    var line = before.substring(before.lastIndexOf('\n') + 1);
    int client = line.indexOf(", client: ");
    return client >= 0 && OF_ERROR_LOG.matcher(line.substring(client)).matches();
  }

  /** Whether the lines above are fields, and the first of them is that of a request. */
  private boolean isInRequest(int start) {
    int at = sentences.lineStart(start);
    for (int i = 0; i < MOST_FIELDS && at > 0; i++) {
      int above = sentences.lineStart(at - 1);
      var line = text.substring(above, at - 1);
      if (REQUEST.matcher(line).find()) {
        return true;
      }
      if (!FIELD.matcher(line).find()) {
        return false;
      }
      at = above;
    }
    return false;
  }
}
