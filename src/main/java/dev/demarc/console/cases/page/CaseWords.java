package dev.demarc.console.cases.page;

import dev.demarc.casework.CaseFile.CaseEvent;
import dev.demarc.casework.CaseMarks;
import dev.demarc.casework.WorkStatus;
import dev.demarc.formats.FormatName;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Defang;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.Severity;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the values of a case read on its page and in the queue. */
@TemplateExtension
public class CaseWords {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private CaseWords() {}

  static int percent(double probability) {
    return Percent.of(probability);
  }

  /** {@code Network config}, {@code IAM}, {@code Guest OS}. */
  static String title(Layer layer) {
    var words = layer.slug().replace('-', ' ').replace("iam", "IAM").replace(" os", " OS");
    return capital(words);
  }

  static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  static String letter(Side side) {
    return side == Side.AWS ? "A" : "C";
  }

  static String tone(Side side) {
    return side == Side.AWS ? "aws" : "customer";
  }

  /** The id of the shape that stands for it; see {@code shared/shapes}. */
  static String shape(Severity severity) {
    return "severity-" + severity.slug();
  }

  static String title(Severity severity) {
    return capital(severity.slug());
  }

  static String shape(WorkStatus status) {
    return "status-" + status.slug();
  }

  static String title(WorkStatus status) {
    return capital(status.slug().replace('-', ' '));
  }

  /** How much of a clock is used, 0 to 100. */
  static int used(Instant due, Instant since) {
    var whole = Duration.between(since, due).toMillis();
    var gone = Duration.between(since, Instant.now()).toMillis();
    return whole <= 0 ? 100 : (int) Math.max(0, Math.min(100, 100 * gone / whole));
  }

  /** {@code 22 min left}, {@code 12 min late}. */
  static String clock(Instant due) {
    var left = Duration.between(Instant.now(), due);
    var length = length(left.toMinutes() == 0 ? Duration.ofMinutes(1) : left.abs());
    return length + (left.isNegative() ? " late" : " left");
  }

  /** {@code 38 min}, {@code 3 h 05}, {@code 2 d 4 h}. */
  static String length(Duration length) {
    long minutes = length.toMinutes();
    if (minutes < 60) {
      return minutes + " min";
    }
    if (minutes < 10 * 60) {
      return minutes % 60 == 0
          ? minutes / 60 + " h"
          : String.format(Locale.ROOT, "%d h %02d", minutes / 60, minutes % 60);
    }
    if (length.toHours() < 48) {
      return length.toHours() + " h";
    }
    return length.toDays() < 10 && length.toHours() % 24 != 0
        ? length.toDays() + " d " + length.toHours() % 24 + " h"
        : length.toDays() + " d";
  }

  /** The last digits, where the year and the prefix are plain. */
  static String shortKey(String key) {
    int at = key.lastIndexOf('-');
    return at < 0 ? key : "…" + key.substring(at + 1);
  }

  /** As a mark's class in the report; words of no quote have none. */
  static String markTone(Responsibility points) {
    return points == null ? "" : points.name().toLowerCase(Locale.ROOT);
  }

  /** Figures with a narrow space in thousands. */
  static String figure(int number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
  }

  static String figure(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
  }

  static @Nullable String defangedAddress(String address) {
    return Defang.indicator(IndicatorType.EMAIL, address);
  }

  /** For an axis; pages give it in the zone of whoever reads. */
  static String hour(Instant at) {
    return HOUR.format(at);
  }

  /** The same, where bars are whole days. */
  static String dayOfMonth(Instant at) {
    return DAY.format(at);
  }

  static int sparkWidth(List<Integer> bars) {
    return Math.max(1, bars.size());
  }

  /** Where a bar of the sparkline begins, of a height of 16. */
  static int sparkTop(List<Integer> bars, int n) {
    return 16 - sparkTall(bars, n);
  }

  static int sparkTall(List<Integer> bars, int n) {
    int most = bars.stream().mapToInt(Integer::intValue).max().orElse(1);
    return Math.max(1, 16 * n / Math.max(1, most));
  }

  /** The way in, as people call it. */
  static String channelName(String channel) {
    return switch (channel) {
      case "rest" -> "the API";
      case "smtp" -> "mail";
      case "imap" -> "mail, from a mailbox";
      case "sns" -> "Amazon SNS";
      case "abuse-signal" -> "the Abuse Signal API";
      default -> channel;
    };
  }

  /** What it is written in, as people call it. */
  static String formatName(String format) {
    return FormatName.of(format);
  }

  /** How long a matter was over before it came back. */
  static String away(CaseMarks marks) {
    return length(Duration.between(marks.regressedAfter(), marks.regressedAt()).abs());
  }

  /** Which of the timeline's kinds an entry is of, for showing one kind alone. */
  static String group(CaseEvent event) {
    return switch (event.kind()) {
      case "note",
          "mail",
          "unproved-mail",
          "reply",
          "page-message",
          "disagreement",
          "acknowledged",
          "participant" ->
          "messages";
      case "assessed", "decision", "decided", "answer", "severity", "enforcement" -> "decisions";
      case "assigned",
          "status",
          "routed",
          "deadline",
          "closed",
          "reopened",
          "merged",
          "unmerged",
          "split",
          "tlp",
          "snoozed",
          "snooze-ended",
          "wait-ended",
          "withdrawn" ->
          "work";
      default -> "reports";
    };
  }
}
