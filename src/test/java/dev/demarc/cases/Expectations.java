package dev.demarc.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.cases.DeskUnderTrial.Filed;
import dev.demarc.formats.Submission;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.formats.text.StatedDate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is expected of one report, compared with what became of it. */
final class Expectations {

  private static final Pattern HOURS_AFTER_DATE = Pattern.compile("(\\d+) h after Date");

  private final Path input;
  private final Filed filed;
  private final List<String> differences = new ArrayList<>();

  /**
   * @param input what the report was read from; null for a row of several
   */
  Expectations(Path input, Filed filed) {
    this.input = input;
    this.filed = filed;
  }

  List<String> differences() {
    return differences;
  }

  void compare(String fact, JsonNode wanted) {
    var report = filed.report();
    switch (fact) {
      case "http", "acknowledged", "status_code", "muted", "note" -> {}
      case "format" -> same(fact, wanted, report.path("format").asText());
      case "category" -> same(fact, wanted, category());
      case "category_any" -> check(fact, contains(wanted, category()), category());
      case "category_not" -> check(fact, !contains(wanted, category()), category());
      case "responsibility" -> same(fact, wanted, responsibility());
      case "responsibility_any" ->
          check(fact, contains(wanted, responsibility()), responsibility());
      case "service" -> same(fact, wanted, assessment().path("service").asText());
      case "auto_route" -> same(fact, wanted, assessment().path("autoRoute").asText());
      case "external_id" -> same(fact, wanted, report.path("externalId").asText());
      case "sources", "sources_include" -> all(fact, wanted, values(role("source")));
      case "targets", "targets_include" -> targets(fact, wanted);
      case "not_sources" -> none(fact, wanted, values(role("source")));
      case "not_targets" -> none(fact, wanted, values(role("target")));
      case "resources_include" -> all(fact, wanted, resources());
      case "indicators_include" -> all(fact, wanted, values(i -> true));
      case "title_not" -> check(fact, !wanted.asText().equals(title()), title());
      case "title_includes_any" -> check(fact, anyIn(wanted, title()), title());
      case "text_includes" -> check(fact, text().contains(wanted.asText()), "not in the text");
      case "problems_not_empty" -> check(fact, !report.path("problems").isEmpty(), "no problem");
      case "occurred_at" -> instant(fact, Instant.parse(wanted.asText()), "occurredAt");
      case "occurred_at_day" -> check(fact, occurredAt().startsWith(wanted.asText()), occurredAt());
      case "reply_by" -> replyBy(wanted.asText());
      case "task_not" -> check(fact, !anyIn(wanted, tasks()), tasks());
      case "task_includes_any" -> check(fact, anyIn(wanted, tasks()), tasks());
      case "opens_case" -> opensCase(fact, wanted);
      default -> differences.add(fact + ": nobody knows how to judge this");
    }
  }

  private JsonNode assessment() {
    return filed.report().path("assessment");
  }

  private String category() {
    var judged = assessment().path("category");
    return (judged.isTextual() ? judged : filed.report().path("category")).asText();
  }

  private String responsibility() {
    return assessment().path("responsibility").asText();
  }

  private String title() {
    return filed.report().path("title").asText();
  }

  private String occurredAt() {
    return filed.report().path("occurredAt").asText();
  }

  private String tasks() {
    var tasks = new ArrayList<String>();
    filed.filedIn().path("workItems").forEach(item -> tasks.add(item.path("task").asText()));
    return String.join(" | ", tasks);
  }

  private String text() {
    try {
      var submission =
          new Submission(
              Files.readAllBytes(input),
              input.toString().endsWith(".eml") ? "message/rfc822" : "application/json",
              Instant.now());
      return new FormatReader().read(submission).text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Predicate<JsonNode> role(String slug) {
    return indicator -> indicator.path("role").asText().equals(slug);
  }

  private Set<String> values(Predicate<JsonNode> which) {
    var values = new TreeSet<String>();
    for (var indicator : filed.report().path("indicators")) {
      if (which.test(indicator)) {
        values.add(indicator.path("value").asText());
      }
    }
    return values;
  }

  private Set<String> typedValues() {
    var values = new TreeSet<String>();
    for (var indicator : filed.report().path("indicators")) {
      values.add(indicator.path("type").asText() + ":" + indicator.path("value").asText());
    }
    return values;
  }

  private void all(String fact, JsonNode wanted, Set<String> found) {
    wanted.forEach(w -> check(fact + " " + w.asText(), found.contains(w.asText()), found));
  }

  /** An ARN tells its type by itself. */
  private Set<String> resources() {
    var found = new HashSet<>(typedValues());
    values(i -> true).stream().filter(value -> value.startsWith("arn:")).forEach(found::add);
    return found;
  }

  private void none(String fact, JsonNode unwanted, Set<String> found) {
    unwanted.forEach(w -> check(fact + " " + w.asText(), !found.contains(w.asText()), found));
  }

  /** An empty list says that nothing is a target. */
  private void targets(String fact, JsonNode wanted) {
    var found = values(role("target"));
    all(fact, wanted, found);
    if (wanted.isEmpty()) {
      check(fact, found.isEmpty(), found);
    }
  }

  private void opensCase(String fact, JsonNode wanted) {
    boolean critical = filed.filedIn().path("severity").asText().equals("critical");
    boolean right =
        wanted.isBoolean() ? wanted.asBoolean() == filed.hasCase() : !filed.hasCase() || !critical;
    check(fact, right, filed.hasCase() ? "a case" : "no case");
  }

  private void replyBy(String wanted) {
    var hours = HOURS_AFTER_DATE.matcher(wanted);
    var at =
        hours.matches()
            ? sentAt().plus(Duration.ofHours(Long.parseLong(hours.group(1))))
            : Instant.parse(wanted);
    var found = filed.filedIn().path("replyBy").asText("none");
    check("reply_by " + at, found.equals(at.toString()), found);
  }

  private Instant sentAt() {
    try {
      return StatedDate.of(header(Files.readString(input), "Date")).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A header field of a mail; empty where it has none. */
  static String header(String mail, String name) {
    return mail.lines()
        .takeWhile(line -> !line.isBlank())
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private void instant(String fact, Instant wanted, String field) {
    var found = filed.report().path(field).asText("none");
    check(fact + " " + wanted, found.equals(wanted.toString()), found);
  }

  private void same(String fact, JsonNode wanted, String found) {
    check(fact + " " + wanted.asText(), wanted.asText().equals(found), found);
  }

  private static boolean contains(JsonNode wanted, String found) {
    for (var each : wanted.isArray() ? wanted : List.of(wanted)) {
      if (each.asText().equals(found)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyIn(JsonNode wanted, String found) {
    for (var each : wanted.isArray() ? wanted : List.of(wanted)) {
      if (found.contains(each.asText())) {
        return true;
      }
    }
    return false;
  }

  private void check(String fact, boolean holds, Object found) {
    if (!holds) {
      differences.add(fact + ": found " + found);
    }
  }
}
