package dev.demarc.insights;

import dev.demarc.shared.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one chart as CSV (RFC 4180). What strangers wrote is kept from being taken for a
 * formula by whoever opens it in a spreadsheet. Pure.
 */
public final class FiguresCsv {

  public static final List<String> NAMES =
      List.of(
          "days",
          "sides",
          "categories",
          "services",
          "accounts",
          "formats",
          "channels",
          "outcomes",
          "times",
          "certainty",
          "weeks",
          "overruled",
          "signals",
          "people",
          "reporters");

  private FiguresCsv() {}

  /**
   * @throws Problem NOT_FOUND where there is no such chart
   */
  public static String of(String name, PeriodFigures figures) {
    var rows = new ArrayList<List<?>>();
    switch (name) {
      case "days" -> {
        rows.add(List.of("day", "customer", "shared", "aws"));
        figures
            .volume()
            .days()
            .forEach(d -> rows.add(row(d.day(), d.customer(), d.shared(), d.aws())));
      }
      case "sides" -> {
        rows.add(List.of("side", "cases", "share", "cases before"));
        figures
            .volume()
            .sides()
            .forEach(s -> rows.add(row(s.side(), s.cases(), s.share(), s.before())));
      }
      case "categories" -> counts(rows, "category", figures.volume().categories());
      case "services" -> counts(rows, "service", figures.volume().services());
      case "accounts" -> counts(rows, "account", figures.volume().accounts());
      case "formats" -> counts(rows, "format", figures.volume().formats());
      case "channels" -> counts(rows, "channel", figures.volume().channels());
      case "outcomes" -> counts(rows, "outcome", figures.volume().outcomes());
      case "times" -> {
        rows.add(
            List.of(
                "severity",
                "cases",
                "open",
                "measure",
                "median s",
                "9 of 10 s",
                "policy s",
                "kept",
                "late cases"));
        for (var t : figures.times().rows()) {
          for (var m : List.of(t.acknowledge(), t.act(), t.resolve())) {
            rows.add(
                row(
                    t.severity(),
                    t.cases(),
                    t.open(),
                    m.slug(),
                    m.median(),
                    m.mostly(),
                    m.policy(),
                    m.kept(),
                    m.lateCases()));
          }
        }
      }
      case "certainty" -> {
        rows.add(List.of("sure from", "sure to", "cases", "sure on average", "people agreed"));
        figures
            .decisions()
            .bands()
            .forEach(b -> rows.add(row(b.from(), b.to(), b.cases(), b.sure(), b.agreed())));
      }
      case "weeks" -> {
        rows.add(List.of("week from", "cases", "sure on average", "people agreed"));
        figures
            .decisions()
            .weeks()
            .forEach(w -> rows.add(row(w.monday(), w.cases(), w.sure(), w.agreed())));
      }
      case "overruled" -> {
        rows.add(List.of("category", "from", "to", "cases", "share"));
        figures
            .decisions()
            .moves()
            .forEach(
                m ->
                    rows.add(
                        row(
                            m.category(),
                            m.from() == null ? "not sure" : m.from(),
                            m.to(),
                            m.cases(),
                            m.share())));
      }
      case "signals" -> {
        rows.add(List.of("signal", "cases"));
        figures.decisions().signals().forEach(s -> rows.add(row(s.signal(), s.cases())));
      }
      case "people" -> {
        rows.add(List.of("person", "decided", "overruled"));
        figures
            .decisions()
            .people()
            .forEach(p -> rows.add(row(p.username(), p.decided(), p.overruled())));
      }
      case "reporters" -> {
        rows.add(List.of("reporter", "reports", "cases", "closed", "false", "median delay s"));
        figures
            .reporters()
            .forEach(
                r ->
                    rows.add(
                        row(
                            r.address(),
                            r.reports(),
                            r.cases(),
                            r.closed(),
                            r.wrong(),
                            r.delay())));
      }
      default -> throw Problem.notFound("There are no figures “" + name + "”.");
    }
    return rows.stream().map(FiguresCsv::line).collect(Collectors.joining());
  }

  /** Of what is open now. */
  public static String of(Load load) {
    var rows = new ArrayList<List<?>>();
    rows.add(List.of("of", "who", "late", "today", "open"));
    load.queues().forEach(q -> rows.add(row("queue", q.key(), q.late(), q.today(), q.open())));
    load.people().forEach(p -> rows.add(row("person", p.key(), p.late(), p.today(), p.open())));
    return rows.stream().map(FiguresCsv::line).collect(Collectors.joining());
  }

  private static void counts(List<List<?>> rows, String what, List<Volume.Count> counts) {
    rows.add(List.of(what, "cases", "reports", "cases before"));
    counts.forEach(c -> rows.add(row(c.key(), c.cases(), c.reports(), c.before())));
  }

  /** Unlike {@link List#of}, with nulls. */
  private static List<?> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }

  private static String line(List<?> row) {
    return row.stream().map(FiguresCsv::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Duration length) {
      return String.valueOf(length.toSeconds());
    }
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.3f", number);
    }
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
    var text = value.toString();
    if (value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
