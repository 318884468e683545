package dev.demarc.formats.text;

import dev.demarc.shared.CsvDialect;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table as comma-, semicolon- or tab-separated values (RFC 4180) whose first line names the
 * columns.
 *
 * @param columns in order, lower-case, with underscores for all that is no letter or digit
 * @param rows a value for each column that the row has, blank ones left out
 * @param problem why not all of it could be read; null where all was
 */
public record CsvTable(
    List<String> columns, List<Map<String, String>> rows, @Nullable String problem) {

  public static final int MOST_ROWS = 10_000;
  private static final int MOST_COLUMNS = 200;
  private static final int LONGEST_ROW = 256 * 1024;
  private static final int LONGEST_VALUE = 2_048;

  /**
   * @param most rows, at most {@link #MOST_ROWS}
   * @param kept the columns whose values are kept, by their names in lower case
   */
  public static CsvTable of(String text, int most, Set<String> kept) {
    var columns = new ArrayList<String>();
    var rows = new ArrayList<Map<String, String>>();
    var problem = read(CsvDialect.withoutPreamble(text.strip()), most, kept, columns, rows);
    return new CsvTable(columns, rows, problem);
  }

  private static @Nullable String read(
      String table,
      int most,
      Set<String> kept,
      List<String> columns,
      List<Map<String, String>> rows) {
    var in = new RowReader(new StringReader(table), LONGEST_ROW);
    try (var records = format(table).parse(in)) {
      in.nextRow();
      for (var row : records) {
        in.nextRow();
        if (columns.isEmpty()) {
          row.stream().limit(MOST_COLUMNS).map(CsvTable::columnName).forEach(columns::add);
        } else if (rows.size() >= most) {
          return (most < MOST_ROWS ? "The tables have together" : "A table has")
              + (" more than " + MOST_ROWS + " rows; the rest was left.");
        } else {
          rows.add(values(row, columns, kept));
        }
      }
      return null;
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return "A table is damaged; what comes before the damage was read.";
    }
  }

  private static CSVFormat format(String table) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(CsvDialect.separator(table))
        .setIgnoreEmptyLines(true)
        .setLenientEof(true)
        .setTrailingData(true)
        .get();
  }

  /** Lower-case, with underscores for all that is no letter or digit. */
  public static String columnName(String name) {
    return Text.oneLine(name, 100)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\pL\\pN]+", "_")
        .replaceAll("^_|_$", "");
  }

  private static Map<String, String> values(CSVRecord row, List<String> columns, Set<String> kept) {
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < Math.min(row.size(), columns.size()); i++) {
      var value = kept.contains(columns.get(i)) ? row.get(i).strip() : "";
      if (!value.isEmpty()) {
        values.putIfAbsent(columns.get(i), Text.cut(value, LONGEST_VALUE));
      }
    }
    return values;
  }
}
