package dev.demarc.formats.bulk;

import dev.demarc.formats.UnreadableReport;
import dev.demarc.formats.text.CsvTable;
import dev.demarc.formats.text.RowReader;
import dev.demarc.shared.CsvDialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file, one in memory at a time. */
public final class CsvRows extends BulkRecordIterator {

  private static final int MOST_COLUMNS = 500;

  public static final CSVFormat PLAIN = CSVFormat.RFC4180;

  private final RowReader in;
  private final Iterator<CSVRecord> rows;
  private final List<String> header;
  private final String contentType;
  private int row = 1;

  CsvRows(InputStream body, CsvColumns columns) {
    try {
      var reader = CsvDialect.reader(new InputStreamReader(body, StandardCharsets.UTF_8));
      char delimiter = CsvDialect.open(reader);
      in = new RowReader(reader, BulkRecords.LONGEST);
      in.nextRow();
      rows = CSVParser.parse(in, PLAIN.builder().setDelimiter(delimiter).get()).iterator();
      header = rows.hasNext() ? rows.next().toList() : List.of();
      contentType = columns.contentType();
    } catch (IOException | UncheckedIOException e) {
      throw new UnreadableReport("The body is no CSV that can be read: " + why(e));
    }
    check(columns);
  }

  private static @Nullable String why(Exception e) {
    return e instanceof UncheckedIOException && e.getCause() != null
        ? e.getCause().getMessage()
        : e.getMessage();
  }

  private void check(CsvColumns columns) {
    if (header.size() > MOST_COLUMNS) {
      throw new UnreadableReport("A CSV file may have at most " + MOST_COLUMNS + " columns.");
    }
    boolean readable =
        header.stream()
                .flatMap(column -> columns.fieldOf(column).stream())
                .anyMatch(f -> List.of("title", "description", "sources").contains(f))
            || ProwlerTable.is(header.stream().map(CsvTable::columnName).toList());
    if (!readable) {
      throw new UnreadableReport(
          "The first line must name the columns, and one of them must hold a title, a description"
              + " or a source (an address, a URL, an ARN); save a mapping for other names.");
    }
  }

  /** Null for an empty row and at the end. */
  @Override
  @Nullable BulkRecord read() {
    row++;
    in.nextRow();
    try {
      if (!rows.hasNext()) {
        end();
        return null;
      }
      return piece(rows.next());
    } catch (UncheckedIOException | IllegalStateException e) {
      end();
      var why = e.getCause() == null ? e : e.getCause();
      return BulkRecord.refused(
          row, "Neither this row nor those after it could be read: " + why.getMessage());
    }
  }

  private @Nullable BulkRecord piece(CSVRecord values) {
    if (values.stream().allMatch(String::isBlank)) {
      return null;
    }
    if (row - 1 > BulkRecords.MOST) {
      end();
      return BulkRecord.refused(
          row,
          "A body may have at most "
              + BulkRecords.MOST
              + " rows; send this row and those after it in another request.");
    }
    if (values.size() > header.size()) {
      return BulkRecord.refused(
          row,
          "The row has "
              + values.size()
              + " values, but the header "
              + header.size()
              + " columns.");
    }
    var file = PLAIN.format(header.toArray()) + "\r\n" + PLAIN.format(values.values()) + "\r\n";
    return BulkRecord.report(row, file.getBytes(StandardCharsets.UTF_8), contentType);
  }
}
