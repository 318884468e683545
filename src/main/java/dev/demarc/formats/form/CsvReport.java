package dev.demarc.formats.form;

import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.formats.Statement.Kind;
import dev.demarc.formats.Statement.State;
import dev.demarc.formats.bulk.BulkRecords;
import dev.demarc.formats.bulk.ControlTable;
import dev.demarc.formats.bulk.CsvColumns;
import dev.demarc.formats.bulk.CsvRows;
import dev.demarc.formats.bulk.TableCategories;
import dev.demarc.formats.bulk.TableColumns;
import dev.demarc.formats.indicators.AddrSpec;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.text.CsvTable;
import dev.demarc.formats.text.RowReader;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.StatedFacts;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Severity;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * One row of a CSV file under its header (RFC 4180). Columns are read by {@link CsvColumns}; what
 * no field takes is kept under its column's name and shown to people.
 */
public final class CsvReport implements ReportFormat {

  private static final int LONGEST_NAME = 200;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.submission().mediaType().equals("text/csv");
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var draft = new ReportDraft("csv");
    var text = Text.decode(opened.submission().raw(), "UTF-8");
    var rows = rows(text);
    if (rows.size() < 2) {
      draft.problem("The file has no row under its header.");
      return draft.text(text).finish();
    }
    if (rows.size() > 2) {
      draft.problem("Only the first row was read.");
    }
    var columns = CsvColumns.ofContentType(opened.submission().contentType());
    describe(draft, values(rows.get(0), rows.get(1), columns), columns);
    return draft.finish();
  }

  private static List<CSVRecord> rows(String text) {
    var in = new RowReader(new StringReader(text), BulkRecords.LONGEST);
    var rows = new ArrayList<CSVRecord>();
    try (var parser = CSVParser.parse(in, CsvRows.PLAIN)) {
      for (var row = parser.iterator(); row.hasNext() && rows.size() < 3; in.nextRow()) {
        rows.add(row.next());
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> values(CSVRecord header, CSVRecord row, CsvColumns columns) {
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < header.size() && i < row.size(); i++) {
      if (!row.get(i).isBlank() && !columns.leavesOut(header.get(i))) {
        values.merge(header.get(i).strip(), row.get(i).strip(), (a, b) -> a + ", " + b);
      }
    }
    return values;
  }

  private static void describe(ReportDraft draft, Map<String, String> values, CsvColumns columns) {
    var fields = new LinkedHashMap<String, List<String>>();
    var others = new LinkedHashMap<String, Object>();
    boolean addressed = values.keySet().stream().anyMatch(columns::isAddress);
    var names = values.keySet().stream().map(CsvTable::columnName).toList();
    inOrder(values)
        .forEach(
            (column, value) ->
                columns
                    .fieldOf(column)
                    .filter(field -> !addressed || !columns.isHostName(column))
                    .filter(field -> !TableColumns.isNoSource(CsvTable.columnName(column), names))
                    .map(field -> isAttacked(column, names) ? "targets" : field)
                    .ifPresentOrElse(
                        field -> fields.computeIfAbsent(field, f -> new ArrayList<>()).add(value),
                        () -> others.put(Text.oneLine(column, 100), Text.oneLine(value, 1_000))));
    draft.category = category(values, fields);
    fill(draft, fields);
    control(draft, byColumn(values));
    if (!others.isEmpty()) {
      draft.detail("columns", others);
    }
    var lines = new StringBuilder();
    values.forEach(
        (column, value) -> {
          lines.append(Text.oneLine(column, LONGEST_NAME)).append(": ").append(value).append('\n');
          IndicatorMiner.mentions(value, draft.indicators);
        });
    draft.text(lines.toString());
    if (draft.title == null) {
      draft.title = title(draft, fields);
    }
  }

  private static boolean isAttacked(String column, List<String> names) {
    return TableColumns.isAttacked(CsvTable.columnName(column), names);
  }

  /** Of several times the one that tells most first; else in the order of the columns. */
  private static Map<String, String> inOrder(Map<String, String> values) {
    var ordered = new LinkedHashMap<String, String>();
    values.keySet().stream()
        .sorted(Comparator.comparingInt(c -> TableColumns.rankOfTime(CsvTable.columnName(c))))
        .forEach(column -> ordered.put(column, values.get(column)));
    return ordered;
  }

  /** In Demarc's own words, else in those of a known sender's table. */
  private static @Nullable Category category(
      Map<String, String> values, Map<String, List<String>> fields) {
    var stated = first(fields, "category");
    var own = stated == null ? null : TableCategories.of(stated);
    if (own != null) {
      return own;
    }
    return TableCategories.of(byColumn(values));
  }

  private static Map<String, String> byColumn(Map<String, String> values) {
    var row = new LinkedHashMap<String, String>();
    values.forEach((column, value) -> row.putIfAbsent(CsvTable.columnName(column), value));
    return row;
  }

  /** The result of a control: of most that a run checks nothing is to be done. */
  private static void control(ReportDraft draft, Map<String, String> row) {
    var kind = ControlTable.kind(row);
    if (kind == null) {
      return;
    }
    draft.kind = kind;
    draft.state = kind == Kind.PASSED ? State.OVER : State.UNSTATED;
    draft.control = ControlTable.control(row);
    draft.idScope = IdScope.ACCOUNT;
    draft.title = ControlTable.title(row);
    draft.category = draft.category == null ? Category.MISCONFIGURATION : draft.category;
    draft.externalId =
        draft.externalId == null
            ? draft.control + " " + ControlTable.resource(row)
            : draft.externalId;
    draft.indicators.add(ControlTable.resource(row), Role.TARGET);
    draft.detail("controlId", draft.control);
  }

  private static void fill(ReportDraft draft, Map<String, List<String>> fields) {
    draft.title = first(fields, "title");
    draft.service = first(fields, "service");
    draft.externalId = first(fields, "externalId");
    draft.tlp = first(fields, "tlp");
    draft.severity = Severity.of(first(fields, "severity")).orElse(null);
    draft.occurredAt =
        fields.getOrDefault("occurredAt", List.of()).stream()
            .flatMap(stated -> StatedDate.of(stated).stream())
            .findFirst()
            .orElse(null);
    reportUnread(draft, fields, "category", draft.category);
    reportUnread(draft, fields, "severity", draft.severity);
    reportUnread(draft, fields, "occurredAt", draft.occurredAt);
    account(draft, first(fields, "accountId"));
    var region = first(fields, "region");
    draft.region = region == null ? null : StatedFacts.region(region);
    var email = AddrSpec.of(first(fields, "reporter.email"));
    var name = first(fields, "reporter.name");
    var organization = first(fields, "reporter.organization");
    if (email != null || name != null || organization != null) {
      draft.reporter = new ParsedReport.Reporter(name, email, organization);
      draft.indicators.add(email, Role.REPORTER);
    }
    indicators(draft, fields.getOrDefault("sources", List.of()), Role.SOURCE);
    indicators(draft, fields.getOrDefault("targets", List.of()), Role.TARGET);
  }

  private static @Nullable String first(Map<String, List<String>> fields, String field) {
    var values = fields.get(field);
    return values == null ? null : values.get(0);
  }

  private static void reportUnread(
      ReportDraft draft, Map<String, List<String>> fields, String field, @Nullable Object read) {
    if (read == null && fields.containsKey(field)) {
      draft.problem(
          "No " + field + " could be read from: " + Text.oneLineOrNull(first(fields, field), 100));
    }
  }

  private static void account(ReportDraft draft, @Nullable String stated) {
    if (stated != null && stated.matches("\\d{12}")) {
      draft.accountId = stated;
      draft.indicators.add(stated, Role.MENTIONED);
    } else if (stated != null) {
      draft.problem("An AWS account id has 12 digits: " + Text.oneLine(stated, 100));
    }
  }

  private static void indicators(ReportDraft draft, List<String> cells, Role role) {
    for (var cell : cells) {
      for (var value : cell.split("[,;\\s]+")) {
        if (!value.isEmpty() && !draft.indicators.add(value, role)) {
          draft.problem("Not an address, URL, ARN or the like: " + Text.oneLine(value, 100));
        }
      }
    }
  }

  private static @Nullable String title(ReportDraft draft, Map<String, List<String>> fields) {
    var description = first(fields, "description");
    if (description != null) {
      return description.lines().findFirst().orElse(description);
    }
    var about = first(fields, "sources");
    var stated = first(fields, "category");
    boolean told = stated != null && stated.chars().anyMatch(Character::isLetter);
    var what = told ? stated : draft.category == null ? "Report" : draft.category.slug();
    return about == null ? what : what + " from " + about;
  }
}
