package dev.demarc.console.insights;

import dev.demarc.formats.FormatName;
import dev.demarc.insights.Load;
import dev.demarc.insights.ReporterFigures;
import dev.demarc.insights.SettledCases;
import dev.demarc.insights.Times;
import dev.demarc.insights.Volume;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How figures read in the pages of insights. */
@TemplateExtension
final class FigureWords {

  private static final int SHOWN = 8;

  /** So many more where they are asked for; the CSV has all. */
  private static final int UNFOLDED = 42;

  private FigureWords() {}

  static List<Times.Measured> measures(Times.Row row) {
    return List.of(row.acknowledge(), row.act(), row.resolve());
  }

  /** The name of the filter, before a severity, of cases in which it was not kept. */
  static String filter(Times.Measured measured) {
    return "figure:late-" + measured.slug() + " severity";
  }

  static String slug(SettledCases.Band band) {
    return "sure-" + Math.round(band.from() * 100) + "-" + Math.round(band.to() * 100);
  }

  static String slug(SettledCases.Move move) {
    return move.category();
  }

  static String filter(SettledCases.Move move) {
    return ("figure:moved-"
            + (move.from() == null ? "unsure" : move.from().name())
            + "-"
            + move.to().name()
            + " category")
        .toLowerCase(Locale.ROOT);
  }

  static String slug(SettledCases.SignalCount signal) {
    return "signal-" + signal.signal();
  }

  static String decidedSlug(SettledCases.PersonCount person) {
    return "decided-by-" + person.username();
  }

  static String overruledSlug(SettledCases.PersonCount person) {
    return "overruled-by-" + person.username();
  }

  /** The days of a week that are in the period. */
  static String range(SettledCases.Week week) {
    return week.first() + ".." + week.last();
  }

  static TimeBar bar(Times.Measured measured) {
    return TimeBar.of(measured);
  }

  /** {@code 9 min}, {@code 2.5 h}, {@code 3 d}. */
  static String brief(Duration length) {
    long minutes = Math.round(length.toSeconds() / 60.0);
    if (minutes < 1) {
      return "under 1 min";
    }
    if (minutes < 100) {
      return minutes + " min";
    }
    double hours = minutes / 60.0;
    return hours < 48 ? tenth(hours) + " h" : tenth(hours / 24) + " d";
  }

  private static String tenth(double value) {
    var text = DayChart.number(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Where the cases behind a figure are listed. */
  static String casesBy(String value, String name, String only) {
    var quoted = value.contains(" ") ? '"' + value.replace("\"", "") + '"' : value;
    return "/?f=" + URLEncoder.encode(name + ":" + quoted + only, StandardCharsets.UTF_8);
  }

  /** The open ones of which a thing holds. */
  static String andNow(String only, String is) {
    return "/?f=" + URLEncoder.encode("status:open " + is + only, StandardCharsets.UTF_8);
  }

  /** The whole list. */
  static String cases(String only) {
    return "/?f=" + URLEncoder.encode(only.strip(), StandardCharsets.UTF_8);
  }

  static String casesOn(DayChart.Bar bar, String only) {
    return casesBy(bar.day().toString(), "opened", " -status:merged" + only);
  }

  static List<Volume.Count> most(List<Volume.Count> counts) {
    return counts.subList(0, Math.min(SHOWN, counts.size()));
  }

  /** As people call what the filter {@code channel:} or {@code format:} has; others as they are. */
  static String called(String name, String filter) {
    if (filter.equals("channel")) {
      return switch (name) {
        case "rest" -> "API";
        case "smtp" -> "Mail";
        case "imap" -> "Mailbox";
        case "sns" -> "Amazon SNS";
        case "abuse-signal" -> "Abuse Signal API";
        default -> name;
      };
    }
    return filter.equals("format") ? capital(FormatName.of(name)) : name;
  }

  private static String capital(String words) {
    // fail2ban is written small
    return words.indexOf(' ') < 0
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Those behind the first ones: all of them, which are summed. */
  static List<Volume.Count> others(List<Volume.Count> counts) {
    return counts.subList(Math.min(SHOWN, counts.size()), counts.size());
  }

  /** Of these, as many as are listed. */
  static List<Volume.Count> listed(List<Volume.Count> others) {
    return others.subList(0, Math.min(UNFOLDED, others.size()));
  }

  static long cases(List<Volume.Count> counts) {
    return counts.stream().mapToLong(Volume.Count::cases).sum();
  }

  static long reports(List<Volume.Count> counts) {
    return counts.stream().mapToLong(Volume.Count::reports).sum();
  }

  /** Reports of those behind the first so many. */
  static long reportsAfter(List<ReporterFigures.Reporter> reporters, int first) {
    return reporters.stream().skip(first).mapToLong(ReporterFigures.Reporter::reports).sum();
  }

  /** Overruled cases of the kinds behind the first so many. */
  static long casesAfter(List<SettledCases.Move> moves, int first) {
    return moves.stream().skip(first).mapToLong(SettledCases.Move::cases).sum();
  }

  /** Open cases of the people behind the first so many; one that two share counts twice. */
  static long ofOthers(Load load, int first) {
    return load.people().stream().skip(first).mapToLong(Load.Share::open).sum();
  }

  /** The length of a bar of at most 160. */
  static long of160(long part, long most) {
    return most == 0 ? 0 : Math.round(160.0 * part / most);
  }

  static long of72(double share) {
    return Math.round(72 * share);
  }
}
