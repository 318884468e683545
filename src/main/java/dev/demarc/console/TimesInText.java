package dev.demarc.console;

import dev.demarc.shared.BidiControls;
import dev.demarc.shared.Defang;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * Our own sentences with times in them, as the timeline keeps them in UTC: each time is marked as
 * one, so that a page gives it in the zone of whoever reads it.
 */
@TemplateExtension
class TimesInText {

  private static final Pattern TIME =
      Pattern.compile(
          "\\b(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2})(:\\d{2}(?:\\.\\d{1,9})?)?(?:Z| UTC)");

  private TimesInText() {}

  /** Escaped and defanged, but for its times. */
  static RawString timed(String text) {
    var page = new StringBuilder();
    var defanged = BidiControls.shown(Defang.text(text == null ? "" : text));
    var times = TIME.matcher(defanged);
    int end = 0;
    while (times.find()) {
      try {
        var at = Instant.parse(times.group(1) + "T" + times.group(2) + ":00Z");
        page.append(escaped(defanged.substring(end, times.start())))
            .append("<time datetime=\"")
            .append(Words.iso(at))
            .append("\">")
            .append(Words.minute(at))
            .append("</time>");
        end = times.end();
      } catch (DateTimeParseException noTime) {
        // it stays as it is
      }
    }
    return new RawString(page.append(escaped(defanged.substring(end))).toString());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
