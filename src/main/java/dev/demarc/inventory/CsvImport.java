package dev.demarc.inventory;

import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Registers what a CSV file lists, batch by batch; lines that are wrong are told and left out. */
@ApplicationScoped
public class CsvImport {

  /**
   * @param rejected the first 100 lines that were left out
   */
  public record Result(int accepted, int rejectedLines, List<Rejected> rejected) {}

  /** A line of the file, from 1, the header being the first. */
  public record Rejected(long line, String detail) {}

  private static final int BATCH = 500;
  private static final int MOST_LINES = 100_000;
  private static final int TOLD = 100;
  private static final Set<String> VALUE = Set.of("value", "account_id", "cidr", "resource");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private final Inventory inventory;

  CsvImport(Inventory inventory) {
    this.inventory = inventory;
  }

  /**
   * @param csv with a header: {@code value} (or {@code account_id}, {@code cidr}, {@code
   *     resource}), {@code owner}, and as wanted {@code contact}, {@code service}, {@code region},
   *     {@code valid_from}, {@code valid_until}; beside another value, {@code account_id} is its
   *     account
   * @throws Problem INVALID where the header lacks a column
   */
  public Result take(Reader csv, String by) {
    var rejected = new ArrayList<Rejected>();
    int accepted = 0;
    int refused = 0;
    try (CSVParser parser = FORMAT.parse(csv)) {
      requireColumns(parser);
      var batch = new ArrayList<NewEntry>();
      for (CSVRecord row : parser) {
        long line = parser.getCurrentLineNumber();
        if (row.getRecordNumber() > MOST_LINES) {
          rejected.add(new Rejected(line, "the file has more than 100,000 lines; send the rest"));
          refused++;
          break;
        }
        try {
          batch.add(entry(row));
          accepted++;
        } catch (Problem problem) {
          refused++;
          if (rejected.size() < TOLD) {
            rejected.add(new Rejected(line, problem.getMessage()));
          }
        }
        if (batch.size() == BATCH) {
          inventory.keep(batch, by);
          batch.clear();
        }
      }
      inventory.keep(batch, by);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw Problem.invalid("body", "is no CSV that can be read: " + e.getMessage());
    }
    return new Result(accepted, refused, rejected);
  }

  private static void requireColumns(CSVParser parser) {
    var columns = parser.getHeaderMap().keySet().stream().map(String::toLowerCase).toList();
    if (columns.stream().noneMatch(VALUE::contains) || !columns.contains("owner")) {
      throw Problem.invalid(
          "body",
          "the first line must name the columns value (or account_id, cidr, resource) and"
              + " owner");
    }
  }

  private static NewEntry entry(CSVRecord row) {
    var value = first(row, "value", "cidr", "resource");
    var account = first(row, "account_id");
    return new NewEntry(
        null,
        value == null ? account : value,
        first(row, "owner"),
        first(row, "contact"),
        account,
        first(row, "service"),
        first(row, "region"),
        time(row, "valid_from"),
        time(row, "valid_until"));
  }

  private static String first(CSVRecord row, String... columns) {
    for (String column : columns) {
      if (row.isSet(column) && !row.get(column).isBlank()) {
        return row.get(column);
      }
    }
    return null;
  }

  private static Instant time(CSVRecord row, String column) {
    var text = first(row, column);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(column, "must be a time such as 2026-11-20T10:15:00Z");
    }
  }
}
