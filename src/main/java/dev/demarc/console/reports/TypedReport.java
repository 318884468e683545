package dev.demarc.console.reports;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a person typed into the form for a new report. */
public record TypedReport(
    String title,
    String description,
    String category,
    String service,
    String severity,
    String accountId,
    String sources,
    String targets,
    String reporterName,
    String reporterEmail) {

  static final TypedReport EMPTY = new TypedReport("", "", "", "", "", "", "", "", "", "");

  static TypedReport of(UnaryOperator<String> form) {
    return new TypedReport(
        field(form, "title"),
        field(form, "description"),
        field(form, "category"),
        field(form, "service"),
        field(form, "severity"),
        field(form, "accountId"),
        field(form, "sources"),
        field(form, "targets"),
        field(form, "reporterName"),
        field(form, "reporterEmail"));
  }

  private static String field(UnaryOperator<String> form, String name) {
    var value = form.apply(name);
    return value == null ? "" : value.strip();
  }

  /** Demarc's own JSON form, without what was left empty. */
  Map<String, Object> toForm() {
    var json = new LinkedHashMap<String, Object>();
    put(json, "title", title);
    put(json, "description", description);
    put(json, "category", category);
    put(json, "service", service);
    put(json, "severity", severity);
    put(json, "accountId", accountId);
    put(json, "sources", list(sources));
    put(json, "targets", list(targets));
    var reporter = new LinkedHashMap<String, Object>();
    put(reporter, "name", reporterName);
    put(reporter, "email", reporterEmail);
    if (!reporter.isEmpty()) {
      json.put("reporter", reporter);
    }
    return json;
  }

  private static void put(Map<String, Object> json, String name, Object value) {
    if (!"".equals(value) && !List.of().equals(value)) {
      json.put(name, value);
    }
  }

  private static List<String> list(String lines) {
    return Arrays.stream(lines.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
  }
}
