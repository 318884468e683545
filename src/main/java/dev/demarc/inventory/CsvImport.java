package dev.demarc.inventory;

import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.shared.CsvDialect;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
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

  /** What is owned stands in the first of these that the file has. */
  private static final List<String> VALUES = List.of("value", "cidr", "resource", "account_id");

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
   * @param csv with a header: {@code owner} and what is owned, as {@code cidr}, {@code resource},
   *     {@code account_id}, or {@code value} where that tells its kind; as wanted {@code contact},
   *     {@code service}, {@code region}, {@code valid_from}, {@code valid_until}, and beside
   *     another value its {@code account_id} and the {@code resource} that it belongs to. Separated
   *     by commas, semicolons or tabs
   * @throws Problem INVALID where the header lacks a column
   */
  public Result take(Reader csv, String by) {
    try (CSVParser parser = open(csv)) {
      return new Taking(parser, valueColumn(parser), by).all();
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.invalid("body", "is no CSV that can be read: " + e.getMessage());
    }
  }

  private static CSVParser open(Reader csv) throws IOException {
    var in = CsvDialect.reader(csv);
    return FORMAT.builder().setDelimiter(CsvDialect.open(in)).get().parse(in);
  }

  private static String valueColumn(CSVParser parser) {
    var columns =
        parser.getHeaderNames().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    return VALUES.stream()
        .filter(columns::contains)
        .findFirst()
        .filter(found -> columns.contains("owner"))
        .orElseThrow(
            () ->
                Problem.invalid(
                    "body",
                    "the first line must name the columns value (or account_id, cidr, resource)"
                        + " and owner"));
  }

  /** One file on its way into the inventory. */
  private final class Taking {

    private final CSVParser parser;
    private final String valueColumn;
    private final String by;
    private final List<NewEntry> batch = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int accepted;
    private int refused;

    Taking(CSVParser parser, String valueColumn, String by) {
      this.parser = parser;
      this.valueColumn = valueColumn;
      this.by = by;
    }

    Result all() {
      var rows = parser.iterator();
      while (hasNext(rows)) {
        take(rows.next());
        if (batch.size() == BATCH) {
          keep();
        }
      }
      keep();
      return new Result(accepted, refused, rejected);
    }

    /** False also where the file cannot be read on; what came before is taken. */
    private boolean hasNext(Iterator<CSVRecord> rows) {
      try {
        if (!rows.hasNext()) {
          return false;
        }
        if (parser.getRecordNumber() > MOST_LINES) {
          stop("the file has more than 100,000 lines; send the rest from here on");
          return false;
        }
        return true;
      } catch (UncheckedIOException e) {
        stop("cannot be read from here on, look for a quote that is not closed; send the rest");
        return false;
      }
    }

    private void take(CSVRecord row) {
      try {
        batch.add(entry(row, valueColumn));
      } catch (Problem problem) {
        reject(problem.getMessage());
      }
    }

    private void reject(String why) {
      refused++;
      if (rejected.size() < TOLD) {
        rejected.add(new Rejected(parser.getCurrentLineNumber(), why));
      }
    }

    private void stop(String why) {
      refused++;
      rejected.add(new Rejected(parser.getCurrentLineNumber(), why));
    }

    private void keep() {
      inventory.keep(batch, by);
      accepted += batch.size();
      batch.clear();
    }
  }

  private static NewEntry entry(CSVRecord row, String valueColumn) {
    return new NewEntry(
        kind(valueColumn),
        cell(row, valueColumn),
        cell(row, "owner"),
        cell(row, "contact"),
        cell(row, "account_id"),
        cell(row, "service"),
        cell(row, "region"),
        valueColumn.equals("resource") ? null : cell(row, "resource"),
        time(row, "valid_from"),
        time(row, "valid_until"));
  }

  private static Kind kind(String valueColumn) {
    return switch (valueColumn) {
      case "cidr" -> Kind.RANGE;
      case "resource" -> Kind.RESOURCE;
      case "account_id" -> Kind.ACCOUNT;
      default -> null;
    };
  }

  private static String cell(CSVRecord row, String column) {
    return row.isSet(column) && !row.get(column).isBlank() ? row.get(column) : null;
  }

  private static Instant time(CSVRecord row, String column) {
    var text = cell(row, column);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(column, "must be a time such as 2026-11-20T10:15:00Z");
    }
  }
}
