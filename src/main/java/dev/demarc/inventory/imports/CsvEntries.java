package dev.demarc.inventory.imports;

import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.inventory.NewEntry;
import dev.demarc.inventory.Traits;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries from CSV with a header: what is owned as {@code account_id}, {@code cidr}, {@code
 * resource}, {@code pattern}, {@code tag}, or {@code value} where that tells its kind; its {@code
 * owner}; and as wanted {@code contact}, {@code contacts}, {@code alias}, {@code environment},
 * {@code criticality}, {@code tags}, {@code service}, {@code region}, {@code valid_from}, {@code
 * valid_until}, and beside another value its {@code account_id} and the {@code resource} that it
 * belongs to. Separated by commas, semicolons or tabs.
 */
final class CsvEntries {

  private static final int LONGEST_HEADER = 4096;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** What bytes become that are none of UTF-8. */
  private static final char NO_CHARACTER = '\uFFFD';

  private static final String DATE = "2026-11-20";

  /** What is owned stands in the first of these that the file has. */
  private static final List<String> VALUES =
      List.of("value", "cidr", "pattern", "tag", "resource", "account_id");

  private static final List<String> COLUMNS =
      List.of(
          "value",
          "cidr",
          "pattern",
          "tag",
          "resource",
          "account_id",
          "kind",
          "owner",
          "contact",
          "contacts",
          "alias",
          "environment",
          "criticality",
          "tags",
          "service",
          "region",
          "valid_from",
          "valid_until");

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

  private final CSVParser parser;
  private final String valueColumn;
  private final ImportOptions options;

  private CsvEntries(CSVParser parser, ImportOptions options) {
    this.parser = parser;
    this.options = options;
    var columns =
        parser.getHeaderNames().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    columns.stream()
        .filter(name -> !COLUMNS.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw Problem.invalid(
                  "body",
                  "the column “"
                      + (name.length() > 60 ? name.substring(0, 60) + "…" : name)
                      + "” is none; there are "
                      + String.join(", ", COLUMNS));
            });
    this.valueColumn =
        VALUES.stream()
            .filter(columns::contains)
            .findFirst()
            .filter(found -> columns.contains("owner") || options.owner() != null)
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "body",
                        "the first line must name the columns value (or account_id, cidr, resource,"
                            + " pattern, tag) and owner"));
  }

  /**
   * @throws Problem INVALID where the header lacks a column or has one that is none
   */
  static void read(InputStream csv, ImportOptions options, EntrySink into) {
    try (CSVParser parser = open(csv)) {
      new CsvEntries(parser, options).all(into);
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.invalid("body", "is no CSV that can be read: " + e.getMessage());
    }
  }

  private static CSVParser open(InputStream csv) throws IOException {
    var in = new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8), 64 * 1024);
    in.mark(LONGEST_HEADER);
    var start = new char[LONGEST_HEADER];
    int length = Math.max(0, in.read(start));
    in.reset();
    var text = new String(start, 0, length);
    if (length > 0 && text.charAt(0) == BYTE_ORDER_MARK) {
      in.skip(1);
    }
    return FORMAT.builder().setDelimiter(separator(text.split("[\r\n]", 2)[0])).get().parse(in);
  }

  /** Spreadsheets write the one that their country does not need for numbers. */
  private static char separator(String header) {
    if (header.indexOf(',') >= 0) {
      return ',';
    }
    return header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
  }

  private void all(EntrySink into) {
    var rows = parser.iterator();
    long last = 1;
    while (true) {
      CSVRecord row;
      try {
        if (!rows.hasNext()) {
          return;
        }
        row = rows.next();
      } catch (UncheckedIOException | IllegalStateException e) {
        var unclosed = "cannot be read from here on; look for a quote that is not closed";
        if (options.skipMistakes()) {
          // all behind it would be left out, and nobody told how much
          throw Problem.invalid(
              "line " + (last + 1),
              unclosed + ". Nothing was changed: lines cannot be skipped there");
        }
        into.mistake(last + 1, unclosed);
        return;
      }
      last = parser.getCurrentLineNumber();
      try {
        into.entry(last, entry(row));
      } catch (Problem problem) {
        into.mistake(last, problem.getMessage());
      }
    }
  }

  private NewEntry entry(CSVRecord row) {
    if (!row.isConsistent()) {
      throw new Problem(
          ProblemType.INVALID,
          "has " + row.size() + " cells, the first line " + parser.getHeaderNames().size());
    }
    if (row.stream().anyMatch(cell -> cell.indexOf(NO_CHARACTER) >= 0)) {
      throw new Problem(
          ProblemType.INVALID,
          "has bytes that are not UTF-8; save the list as UTF-8, then import it");
    }
    var owner = cell(row, "owner");
    if (owner == null && options.owner() == null) {
      throw Problem.invalid("owner", "is needed");
    }
    return new NewEntry(
        kind(row),
        cell(row, valueColumn),
        owner == null ? options.owner() : owner,
        cell(row, "contact"),
        cell(row, "account_id") == null ? options.accountId() : cell(row, "account_id"),
        cell(row, "service"),
        cell(row, "region"),
        valueColumn.equals("resource") ? null : cell(row, "resource"),
        time(row, "valid_from"),
        time(row, "valid_until"),
        new Traits(
            cell(row, "alias"),
            list(row, "contacts", "[;,\\s]+"),
            cell(row, "environment"),
            cell(row, "criticality"),
            list(row, "tags", "[;|]")));
  }

  private @Nullable Kind kind(CSVRecord row) {
    var said = cell(row, "kind");
    if (said != null) {
      return Kind.of(said)
          .orElseThrow(
              () -> Problem.invalid("kind", "must be account, range, resource, pattern or tag"));
    }
    return switch (valueColumn) {
      case "cidr" -> Kind.RANGE;
      case "account_id" -> Kind.ACCOUNT;
      case "pattern" -> Kind.PATTERN;
      case "tag" -> Kind.TAG;
      default -> null;
    };
  }

  private static @Nullable String cell(CSVRecord row, String column) {
    return row.isSet(column) && !row.get(column).isBlank() ? row.get(column) : null;
  }

  private static @Nullable List<String> list(CSVRecord row, String column, String separators) {
    var text = cell(row, column);
    return text == null ? null : Arrays.stream(text.split(separators)).map(String::strip).toList();
  }

  private static @Nullable Instant time(CSVRecord row, String column) {
    var text = cell(row, column);
    try {
      return text == null
          ? null
          : text.length() == DATE.length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(
          column, "must be a date such as " + DATE + ", or a time such as " + DATE + "T10:15:00Z");
    }
  }
}
