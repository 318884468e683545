package dev.demarc.formats.mail;

import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.Statement;
import dev.demarc.formats.bulk.ProwlerTable;
import dev.demarc.formats.bulk.ShadowserverTypes;
import dev.demarc.formats.bulk.TableCategories;
import dev.demarc.formats.bulk.TableColumns;
import dev.demarc.formats.files.UnpackedFiles;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.PartFiles;
import dev.demarc.formats.text.CsvTable;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables that come with a mail, plain or packed: what each column means is told by its name. */
final class CsvFiles {

  private static final Set<String> KNOWN =
      Stream.of(
              TableColumns.SOURCES,
              TableColumns.TARGETS,
              TableColumns.SITES,
              TableColumns.MENTIONS,
              TableColumns.TIMES,
              TableColumns.CATEGORIES,
              ProwlerTable.COLUMNS)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static final int MOST_FILES = 20;

  /** Cells of one role: rows of what are no addresses would else all be tried. */
  private static final int MOST_LOOKS = 100_000;

  /** Of all the tables of a mail. */
  private static final int MOST_BYTES = 8 << 20;

  /** A table by the name of the file that it came in, which may be null. */
  record Table(@Nullable String fileName, CsvTable rows) {}

  private CsvFiles() {}

  /** All the tables of a mail; problems with reading them go to the draft. */
  static List<Table> of(MailPart mail, ReportDraft draft) {
    var tables = new ArrayList<Table>();
    var parts = mail.leaves().filter(part -> part.message == null && couldHoldTable(part)).toList();
    if (parts.size() > MOST_FILES) {
      draft.problem("The mail has more than " + MOST_FILES + " tables; the rest was left.");
      parts = parts.subList(0, MOST_FILES);
    }
    var unpacked = PartFiles.of(parts.stream());
    int bytes = MOST_BYTES;
    int rows = CsvTable.MOST_ROWS;
    for (int i = 0; i < parts.size(); i++) {
      if (unpacked.get(i).problem() != null) {
        draft.problem(unpacked.get(i).problem());
      }
      for (var file : unpacked.get(i).files()) {
        if (isTable(file, parts.get(i))) {
          var text = Text.decode(file.content(), bytes, parts.get(i).parameter("charset"));
          var table = CsvTable.of(text, rows, KNOWN);
          boolean cut = file.content().length > bytes;
          draft.problem(cut ? "The tables are too large together; the rest was left." : null);
          draft.problem(table.problem());
          tables.add(new Table(file.name(), table));
          bytes -= Math.min(bytes, file.content().length);
          rows -= table.rows().size();
        }
      }
    }
    return tables;
  }

  /** Also asked of a whole archive, which is opened for a name that promises a table. */
  static boolean couldHoldTable(MailPart part) {
    var name = part.fileName() == null ? "" : part.fileName().toLowerCase(Locale.ROOT);
    return part.mimeType.equals("text/csv")
        || part.mimeType.equals("text/comma-separated-values")
        || part.mimeType.equals("application/csv")
        || name.endsWith(".csv")
        || name.endsWith(".tsv")
        || (UnpackedFiles.isArchive(part.content)
            && (name.endsWith(".zip") || name.endsWith(".gz")));
  }

  private static boolean isTable(UnpackedFiles.File file, MailPart part) {
    var name = file.name() == null ? "" : file.name().toLowerCase(Locale.ROOT);
    boolean packed = file.content() != part.content;
    return name.endsWith(".csv")
        || name.endsWith(".tsv")
        || !packed
        || part.mimeType.equals("text/csv");
  }

  /** Adds the indicators of every table, and from when to when its rows are. */
  static void describe(ReportDraft draft, List<Table> tables) {
    tables.forEach(table -> indicators(draft, table.rows()));
    if (draft.category == null) {
      draft.category = category(tables);
    }
    if (draft.readerIs == null
        && tables.stream().anyMatch(t -> TableColumns.areOrdersToAttack(t.rows().columns()))) {
      draft.readerIs = Statement.ReaderIs.ATTACKED;
      draft.category = draft.category == null ? Category.DENIAL_OF_SERVICE : draft.category;
    }
    tables.stream()
        .map(table -> ShadowserverTypes.ofFileElsewhere(table.fileName()))
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(type -> ofType(draft, type));
  }

  private static void ofType(ReportDraft draft, String type) {
    draft.category = draft.category == null ? ShadowserverTypes.category(type) : draft.category;
    draft.readerIs = ShadowserverTypes.readerIs(type);
  }

  /** What all the rows are of; null where they differ, or one says nothing. */
  private static @Nullable Category category(List<Table> tables) {
    Category all = null;
    for (var table : tables) {
      for (var row : table.rows().rows()) {
        var own = TableCategories.of(row);
        if (own == null || all != null && all != own) {
          return null;
        }
        all = own;
      }
    }
    return all == Category.OTHER ? null : all;
  }

  static void indicators(ReportDraft draft, CsvTable table) {
    indicators(draft, table, Role.SOURCE);
  }

  /**
   * Sources first: there are more of them than a report keeps.
   *
   * @param senders the role of the addresses that sent something: those of a table of forged
   *     requests are attacked
   */
  static void indicators(ReportDraft draft, CsvTable table, Role senders) {
    add(draft, table, column -> isSource(TableColumns.SOURCES, column, table), senders);
    add(draft, table, column -> isSource(TableColumns.SITES, column, table), Role.SOURCE);
    add(draft, table, column -> isTarget(column, table), Role.TARGET);
    add(draft, table, TableColumns.MENTIONS::contains, Role.MENTIONED);
    var times = times(table);
    if (draft.occurredAt == null && !times.isEmpty()) {
      draft.occurredAt = times.get(0);
    }
  }

  private static boolean isSource(Set<String> names, String column, CsvTable table) {
    return names.contains(column)
        && !TableColumns.isNoSource(column, table.columns())
        && !TableColumns.isAttacked(column, table.columns());
  }

  private static boolean isTarget(String column, CsvTable table) {
    return TableColumns.TARGETS.contains(column)
        || TableColumns.isAttacked(column, table.columns());
  }

  private static void add(ReportDraft draft, CsvTable table, Predicate<String> which, Role role) {
    var columns = table.columns().stream().filter(which).distinct().toList();
    int looks = 0;
    for (Map<String, String> row : table.rows()) {
      looks += columns.size();
      if (draft.indicators.isFull() || looks > MOST_LOOKS) {
        return;
      }
      columns.forEach(column -> draft.indicators.add(row.get(column), role));
    }
  }

  /** The times of the rows, oldest first. */
  static List<Instant> times(CsvTable table) {
    var column =
        table.columns().stream()
            .filter(TableColumns.TIMES::contains)
            .min(Comparator.comparingInt(TableColumns::rankOfTime));
    return column.isEmpty()
        ? List.of()
        : table.rows().stream()
            .flatMap(row -> StatedDate.of(row.get(column.get())).stream())
            .sorted()
            .toList();
  }
}
