package dev.demarc.finding;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A line of CSV (RFC 4180) that no spreadsheet takes for a formula. Pure. */
public final class CsvLine {

  private static final String HEADER =
      "key,title,status,work_status,category,service,responsibility,confidence,severity,account,owner,reports,opened_at,updated_at,due_at,closed_at,outcome,queues,assignees,sources,due_clock\r\n";

  private CsvLine() {}

  static String header() {
    return HEADER;
  }

  static String of(ExportRow row) {
    var line = row.line();
    var values =
        Arrays.<Object>asList(
            line.key(),
            line.title(),
            line.status().slug(),
            line.workStatus().slug(),
            line.category().slug(),
            line.service(),
            line.responsibility(),
            line.confidence(),
            line.severity().slug(),
            line.accountId(),
            line.owner(),
            line.reportCount(),
            line.openedAt(),
            line.updatedAt(),
            line.dueAt(),
            row.closedAt(),
            row.outcome(),
            String.join(" ", line.queues()),
            String.join(" ", line.assignees()),
            String.join(" ", row.sources()),
            line.nextClock() == null ? "" : line.nextClock().name());
    return of(values);
  }

  public static String of(List<?> values) {
    return String.join(",", values.stream().map(CsvLine::cell).toList()) + "\r\n";
  }

  private static String cell(Object value) {
    var text = Objects.toString(value, "").replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
    var harmless =
        !(value instanceof Number) && !text.isEmpty() && "=+-@\t\n＝＋－＠".indexOf(text.charAt(0)) >= 0
            ? "'" + text
            : text;
    return harmless
            .chars()
            .anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == ';' || c == '\'')
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
