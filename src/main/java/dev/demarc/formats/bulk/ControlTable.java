package dev.demarc.formats.bulk;

import dev.demarc.formats.Statement.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the results of controls, as Steampipe, Powerpipe and other checkers export them: each
 * names the control, what it came to, and the resource that was checked.
 */
public final class ControlTable {

  private static final List<String> CONTROLS =
      List.of("control_id", "control", "check_id", "rule_id", "rule_name", "test_id", "policy_id");
  private static final List<String> RESULTS =
      List.of("status", "result", "compliance_status", "outcome", "state");
  private static final List<String> TITLES =
      List.of("control_title", "check_title", "rule_title", "title", "description");
  private static final List<String> RESOURCES =
      List.of("resource", "resource_arn", "resource_uid", "resource_id", "arn");

  private static final Set<String> PASSED =
      Set.of("ok", "pass", "passed", "compliant", "success", "successful", "true");
  private static final Set<String> NOT_CHECKED =
      Set.of(
          "skip",
          "skipped",
          "info",
          "manual",
          "error",
          "unknown",
          "tbd",
          "not applicable",
          "not_applicable",
          "n/a",
          "not checked",
          "warning");
  private static final Set<String> SUPPRESSED =
      Set.of("muted", "suppressed", "exempt", "exempted", "waived", "accepted", "ignored");
  private static final Set<String> FAILED =
      Set.of("alarm", "fail", "failed", "non compliant", "non_compliant", "noncompliant", "false");

  private ControlTable() {}

  /**
   * What a row came to.
   *
   * @param row the values by the names of the columns, as {@link TableColumns} has them
   * @return null where it is no such row
   */
  public static @Nullable Kind kind(Map<String, String> row) {
    var result = first(row, RESULTS);
    if (result == null || control(row) == null || resource(row) == null) {
      return null;
    }
    var word = result.strip().toLowerCase(Locale.ROOT);
    if (PASSED.contains(word)) {
      return Kind.PASSED;
    }
    if (NOT_CHECKED.contains(word)) {
      return Kind.NOT_CHECKED;
    }
    if (SUPPRESSED.contains(word)) {
      return Kind.SUPPRESSED;
    }
    return FAILED.contains(word) ? Kind.REPORT : null;
  }

  public static @Nullable String control(Map<String, String> row) {
    return first(row, CONTROLS);
  }

  public static @Nullable String title(Map<String, String> row) {
    return first(row, TITLES);
  }

  public static @Nullable String resource(Map<String, String> row) {
    return first(row, RESOURCES);
  }

  private static @Nullable String first(Map<String, String> row, List<String> columns) {
    return columns.stream()
        .map(row::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .orElse(null);
  }
}
