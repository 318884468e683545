package dev.demarc.formats.mail;

import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.Unpacked;
import dev.demarc.formats.text.CsvTable;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Indicator.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables that come with a mail, plain or packed: what each column means is told by its name. */
final class CsvFiles {

  private static final Set<String> SOURCES =
      Set.of(
          "ip",
          "src",
          "src_ip",
          "srcip",
          "source",
          "source_ip",
          "sourceip",
          "source_address",
          "ip_address",
          "ipaddress",
          "ip_addr",
          "address",
          "attacker",
          "attacker_ip",
          "offender",
          "offending_ip",
          "client_ip",
          "remote_ip",
          "remote_addr",
          "remote_host",
          "host_ip",
          "infected_ip",
          "ipv4",
          "ipv6",
          "src_addr",
          "quell_ip",
          "quell_ip_adresse");
  private static final Set<String> TARGETS =
      Set.of(
          "dst",
          "dst_ip",
          "dstip",
          "dest",
          "dest_ip",
          "destination",
          "destination_ip",
          "destination_address",
          "destip",
          "dst_addr",
          "target",
          "target_ip",
          "victim",
          "victim_ip",
          "ziel_ip");
  private static final Set<String> SITES =
      Set.of("url", "uri", "link", "phishing_url", "malware_url", "domain", "fqdn");
  private static final Set<String> MENTIONS =
      Set.of(
          "hostname",
          "host",
          "reverse_dns",
          "rdns",
          "ptr",
          "cc_dns",
          "http_host",
          "http_referer",
          "http_referrer",
          "md5",
          "md5_hash",
          "sha1",
          "sha1_hash",
          "sha256",
          "sha256_hash",
          "email",
          "arn",
          "instance_id");
  private static final Set<String> TIMES =
      Set.of(
          "timestamp",
          "time",
          "date",
          "datetime",
          "date_time",
          "event_time",
          "detected",
          "detected_at",
          "detection_time",
          "seen",
          "first_seen",
          "last_seen",
          "start_time",
          "utc",
          "timestamp_utc",
          "time_utc",
          "last_impact_timestamp");

  private static final Set<String> KNOWN =
      Stream.of(SOURCES, TARGETS, SITES, MENTIONS, TIMES)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static final int MOST_FILES = 20;

  /** Cells of one role: rows of what are no addresses would else all be tried. */
  private static final int MOST_LOOKS = 100_000;

  /** Of all the tables of a mail. */
  private static final int MOST_BYTES = 8 << 20;

  /** A table by the name of the file that it came in, which may be null. */
  record Table(String fileName, CsvTable rows) {}

  private CsvFiles() {}

  /** All the tables of a mail; problems with reading them go to the draft. */
  static List<Table> of(MailPart mail, ReportDraft draft) {
    var tables = new ArrayList<Table>();
    var parts = mail.leaves().filter(part -> part.message == null && couldHoldTable(part)).toList();
    if (parts.size() > MOST_FILES) {
      draft.problem("The mail has more than " + MOST_FILES + " tables; the rest was left.");
      parts = parts.subList(0, MOST_FILES);
    }
    var unpacked = Unpacked.of(parts.stream());
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
        || (Unpacked.isArchive(part.content) && (name.endsWith(".zip") || name.endsWith(".gz")));
  }

  private static boolean isTable(Unpacked.File file, MailPart part) {
    var name = file.name() == null ? "" : file.name().toLowerCase(Locale.ROOT);
    boolean packed = file.content() != part.content;
    return name.endsWith(".csv")
        || name.endsWith(".tsv")
        || !packed
        || part.mimeType.equals("text/csv");
  }

  /** Adds the indicators of every table, and from when to when its rows are. */
  static void describe(ReportDraft draft, MailPart mail) {
    of(mail, draft).forEach(table -> indicators(draft, table.rows()));
  }

  /** Sources first: there are more of them than a report keeps. */
  static void indicators(ReportDraft draft, CsvTable table) {
    add(draft, table, SOURCES, Role.SOURCE);
    add(draft, table, SITES, Role.SOURCE);
    add(draft, table, TARGETS, Role.TARGET);
    add(draft, table, MENTIONS, Role.MENTIONED);
    var times = times(table);
    if (draft.occurredAt == null && !times.isEmpty()) {
      draft.occurredAt = times.get(0);
    }
  }

  private static void add(ReportDraft draft, CsvTable table, Set<String> names, Role role) {
    var columns = table.columns().stream().filter(names::contains).distinct().toList();
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
    var column = table.columns().stream().filter(TIMES::contains).findFirst();
    return column.isEmpty()
        ? List.of()
        : table.rows().stream()
            .flatMap(row -> StatedDate.of(row.get(column.get())).stream())
            .sorted()
            .toList();
  }
}
