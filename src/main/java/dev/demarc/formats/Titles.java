package dev.demarc.formats;

import com.google.re2j.Pattern;
import dev.demarc.formats.files.Attachment;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a report is called that has no title of its own: by what is known of it. */
final class Titles {

  private static final Pattern SAYS_NOTHING =
      Pattern.compile(
          "(?i)^[\\s(<\\[]*(?:no|kein|sans|sin|senza|sem|geen|without|none|ohne)?[ -]*(?:subject|betreff|objet|asunto|oggetto"
              + "|assunto|onderwerp|title|titel|null|undefined)[\\s)>\\]]*$");

  private Titles() {}

  /** Whether a title tells anything: it has a letter or a digit, and is no placeholder. */
  static boolean tells(@Nullable String title) {
    return title != null
        && title.codePoints().anyMatch(Character::isLetterOrDigit)
        && !SAYS_NOTHING.matcher(title).find();
  }

  /**
   * @param matter what the format calls it, such as {@code harvesting}; null
   * @param seen when it was seen or else sent; null
   */
  static @Nullable String of(
      @Nullable String matter,
      @Nullable Category category,
      List<Indicator> indicators,
      ParsedReport.@Nullable Reporter reporter,
      @Nullable Instant seen,
      List<Attachment> files) {
    var what = matter != null ? matter : category == null ? null : category.title();
    var about = about(indicators);
    var title = new StringBuilder();
    if (what != null) {
      title
          .append(upper(what))
          .append(about == null ? "" : about.role() == Role.SOURCE ? " from " : ": ");
      title.append(about == null ? "" : about.value());
    } else if (about != null) {
      title.append("Report about ").append(about.value());
    }
    if (about == null) {
      var by = by(reporter);
      boolean bare = title.isEmpty();
      title.append(bare && by != null ? "Report" : "").append(by == null ? "" : " by " + by);
    }
    if (title.isEmpty() && !files.isEmpty() && files.get(0).fileName() != null) {
      title.append("Report with ").append(files.get(0).fileName());
    }
    if (title.isEmpty()) {
      return seen == null ? "(no title)" : "Report of " + minute(seen);
    }
    return Text.oneLine(title + (seen == null ? "" : ", " + minute(seen)), Text.LONGEST_TITLE);
  }

  /** What acts, else the first that is named and has a part in it. */
  private static @Nullable Indicator about(List<Indicator> indicators) {
    return indicators.stream()
        .filter(i -> i.role() == Role.SOURCE)
        .findFirst()
        .or(() -> indicators.stream().filter(i -> i.role().isOfTheEvent()).findFirst())
        .orElse(null);
  }

  private static @Nullable String by(ParsedReport.@Nullable Reporter reporter) {
    if (reporter == null) {
      return null;
    }
    return reporter.email() != null
        ? reporter.email()
        : reporter.organization() != null ? reporter.organization() : reporter.name();
  }

  private static String upper(String what) {
    return what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
  }

  private static String minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).toString().replace("T", " ").replace(":00Z", " UTC");
  }
}
