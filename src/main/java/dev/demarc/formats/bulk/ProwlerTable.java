package dev.demarc.formats.bulk;

import dev.demarc.formats.Statement.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prowler's table of checks, of its versions 3 to 5: what each column holds, by the names of {@link
 * TableColumns}. Most of its rows say that all is well.
 */
public final class ProwlerTable {

  private static final Set<String> ALWAYS =
      Set.of("provider", "check_id", "check_title", "status", "status_extended");

  /** The number of a finding, as version 3 and the later ones name it. */
  private static final List<String> NUMBERS = List.of("finding_uid", "finding_unique_id");

  private static final List<String> ACCOUNTS = List.of("account_uid", "account_id");
  private static final List<String> RESOURCES = List.of("resource_uid", "resource_arn");
  private static final List<String> TIMES = List.of("timestamp", "assessment_start_time");

  /** The columns that are read where many rows are. */
  public static final Set<String> COLUMNS =
      Set.of(
          "provider",
          "check_id",
          "check_title",
          "status",
          "status_extended",
          "muted",
          "severity",
          "region",
          "finding_uid",
          "finding_unique_id",
          "account_uid",
          "account_id",
          "resource_uid",
          "resource_arn",
          "timestamp",
          "assessment_start_time");

  private ProwlerTable() {}

  public static boolean is(Collection<String> columns) {
    return columns.containsAll(ALWAYS) && NUMBERS.stream().anyMatch(columns::contains);
  }

  /** What a row came to; a status that nobody knows counts as one that failed. */
  public static Kind kind(Map<String, String> row) {
    var status = lower(row.get("status"));
    if (status.equals("pass")) {
      return Kind.PASSED;
    }
    if (lower(row.get("muted")).equals("true") || status.startsWith("muted")) {
      return Kind.SUPPRESSED;
    }
    if (status.equals("manual") || status.equals("info") || status.equals("warning")) {
      return Kind.NOT_CHECKED;
    }
    return lower(row.get("severity")).equals("informational") ? Kind.INFORMATIONAL : Kind.REPORT;
  }

  public static @Nullable String number(Map<String, String> row) {
    return first(row, NUMBERS);
  }

  public static @Nullable String account(Map<String, String> row) {
    return first(row, ACCOUNTS);
  }

  public static @Nullable String resource(Map<String, String> row) {
    return first(row, RESOURCES);
  }

  public static @Nullable String time(Map<String, String> row) {
    return first(row, TIMES);
  }

  /** As others name the service; null where the row names none. */
  public static @Nullable String service(Map<String, String> row) {
    var name = row.get("service_name");
    return name != null && name.equalsIgnoreCase("awslambda") ? "Lambda" : name;
  }

  private static @Nullable String first(Map<String, String> row, List<String> columns) {
    return columns.stream().map(row::get).filter(v -> v != null).findFirst().orElse(null);
  }

  private static String lower(@Nullable String value) {
    return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
  }
}
