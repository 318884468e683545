package dev.demarc.console.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kinds of data that are kept, with their size as the database last counted it. */
@ApplicationScoped
class KeptData {

  /**
   * @param rows as the database estimates them; less than none where it has not counted yet
   * @param bytes on disk with indexes
   * @param until when it goes, in words
   * @param by what removes it before; empty for nothing
   */
  record Kept(String what, String holds, long rows, long bytes, String until, String by) {}

  private record Kind(String what, String holds, List<String> tables, String until, String by) {}

  /** The first table of each is the one whose rows are counted. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "Reports",
              "each message as it came, and what was read out of it",
              List.of("report", "report_raw", "filing"),
              "for ever",
              "sample data, by its page"),
          new Kind(
              "Cases",
              "decisions, work, timeline, indicators, participants, merges, clocks, steps",
              List.of(
                  "incident_case",
                  "assessment",
                  "work_item",
                  "case_report",
                  "case_indicator",
                  "case_subject",
                  "timeline_entry",
                  "case_change",
                  "participant",
                  "case_clock",
                  "case_step",
                  "case_entry",
                  "search_text"),
              "for ever",
              "erasing entries of a timeline, by the API"),
          new Kind(
              "Mails",
              "what went out, and what became of it",
              List.of("outbox", "delivery_job"),
              "for ever; their texts as chosen above",
              ""),
          new Kind(
              "Files of replies",
              "the desk's own files that went out with replies",
              List.of("reply_file"),
              "with their case; those of a draft as chosen above",
              "removing them from the draft"),
          new Kind(
              "Drafts",
              "what people typed on cases and have not sent",
              List.of("draft"),
              "as chosen above",
              "sending or discarding them"),
          new Kind(
              "Audit log",
              "sign-ins, and changes of people, keys and settings",
              List.of("audit_entry"),
              "for ever; the database refuses to change it",
              ""),
          new Kind(
              "Sessions",
              "where people are signed in",
              List.of("session", "unfinished_sign_in"),
              "until they end or are idle for too long",
              "signing out"),
          new Kind(
              "Inventory",
              "accounts, ranges and resources, with who held them when",
              List.of("inventory_entry", "resolver_answer"),
              "for ever: reports about the past need it",
              "removing an entry"),
          new Kind(
              "Presence and changes of many",
              "who looks at which case, and how far a change of a whole filter is",
              List.of("bulk_change"),
              "a day",
              ""));

  private final EntityManager database;

  KeptData(EntityManager database) {
    this.database = database;
  }

  @Transactional
  List<Kept> all() {
    List<?> rows =
        database
            .createNativeQuery(
                "select c.relname, cast(c.reltuples as bigint), pg_total_relation_size(c.oid) from"
                    + " pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind ="
                    + " 'r' and n.nspname = current_schema()",
                Object[].class)
            .getResultList();
    var tables = new HashMap<String, Object[]>();
    rows.forEach(row -> tables.put((String) ((Object[]) row)[0], (Object[]) row));
    return KINDS.stream().map(kind -> kept(kind, tables)).toList();
  }

  private static Kept kept(Kind kind, Map<String, Object[]> tables) {
    long bytes =
        kind.tables().stream()
            .map(tables::get)
            .filter(row -> row != null)
            .mapToLong(row -> ((Number) row[2]).longValue())
            .sum();
    var first = tables.get(kind.tables().get(0));
    long count = first == null ? 0 : ((Number) first[1]).longValue();
    return new Kept(kind.what(), kind.holds(), count, bytes, kind.until(), kind.by());
  }
}
