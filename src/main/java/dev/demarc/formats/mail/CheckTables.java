package dev.demarc.formats.mail;

import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.Statement.Kind;
import dev.demarc.formats.bulk.ProwlerTable;
import dev.demarc.formats.text.Lines;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Tables of checks that come with a mail: of a compliance run most rows say that all is well, and
 * those are no work. What failed is told and named; the rest is counted.
 */
final class CheckTables {

  private static final int MOST_SHOWN = 50;

  /** A mail with fewer letters only hands the table over. */
  private static final int FEWEST_WORDS = 400;

  private static final List<Kind> NOTHING_TO_DO =
      List.of(Kind.PASSED, Kind.NOT_CHECKED, Kind.SUPPRESSED, Kind.INFORMATIONAL);

  private final ReportDraft draft;
  private final List<Map<String, String>> failed = new ArrayList<>();
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
  private int rows;

  private CheckTables(ReportDraft draft) {
    this.draft = draft;
  }

  static boolean is(CsvFiles.Table table) {
    return ProwlerTable.is(table.rows().columns());
  }

  /**
   * @param words what the mail says itself
   */
  static void describe(ReportDraft draft, List<CsvFiles.Table> tables, String words) {
    var checks = new CheckTables(draft);
    tables.forEach(table -> table.rows().rows().forEach(checks::count));
    checks.describe(words);
  }

  private void count(Map<String, String> row) {
    var kind = ProwlerTable.kind(row);
    counts.merge(kind, 1, Integer::sum);
    rows++;
    if (kind == Kind.REPORT) {
      failed.add(row);
    }
  }

  private void describe(String words) {
    if (rows == 0) {
      return;
    }
    var told = new LinkedHashMap<String, Object>();
    counts.forEach((kind, count) -> told.put(kind == Kind.REPORT ? "FAILED" : kind.name(), count));
    draft.detail("checks", told);
    if (failed.isEmpty()) {
      boolean handedOver = words.chars().filter(Character::isLetter).count() < FEWEST_WORDS;
      if (draft.kind == null && handedOver && words.indexOf('?') < 0) {
        draft.kind = NOTHING_TO_DO.stream().filter(counts::containsKey).findFirst().orElse(null);
      }
      return;
    }
    draft.category = draft.category == null ? Category.MISCONFIGURATION : draft.category;
    draft.text(text());
    failed.forEach(row -> draft.indicators.add(ProwlerTable.resource(row), Role.TARGET));
    account();
  }

  private String text() {
    var lines = new Lines().add("Checks that failed", failed.size() + " of " + rows);
    for (var row : failed.subList(0, Math.min(MOST_SHOWN, failed.size()))) {
      lines.add(
          row.getOrDefault("check_title", row.getOrDefault("check_id", "Check")),
          row.getOrDefault("status_extended", row.get("status")));
    }
    if (failed.size() > MOST_SHOWN) {
      lines.add("Others that failed", failed.size() - MOST_SHOWN);
    }
    return lines.toString();
  }

  /** That of all that failed; of several none. */
  private void account() {
    var accounts = new LinkedHashSet<String>();
    for (var row : failed) {
      var account = ProwlerTable.account(row);
      if (account != null && account.matches("\\d{12}")) {
        accounts.add(account);
        draft.indicators.add(account, Role.MENTIONED);
      }
    }
    if (draft.accountId == null && accounts.size() == 1) {
      draft.accountId = accounts.iterator().next();
    }
  }
}
