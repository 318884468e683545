package dev.demarc.casework.timeline;

import dev.demarc.casework.timeline.ChainedEntry.Head;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Computes the hashes of timelines anew, with none of the database's own functions, and compares.
 * All cases are walked a page at a time; the digest over the ends of all chains, noted somewhere
 * else, shows also when somebody rewrote a whole chain.
 */
@ApplicationScoped
public class TimelineVerification {

  private static final Logger LOG = Logger.getLogger(TimelineVerification.class);

  private static final int CASES = 500;

  private static final String TRIGGERS =
      "select string_agg(w.name, ', ') from (values ('timeline_chained'), ('timeline_kept'),"
          + " ('timeline_not_truncated'), ('erasures_kept'), ('erasures_not_truncated')) as w(name)"
          + " where not exists (select 1 from pg_trigger t where t.tgname = w.name and t.tgenabled"
          + " in ('O', 'A'))";

  /** Of all cases there are, or were by the book. */
  private static final String NEXT_CASES =
      "select i.id, c.key, h.position, h.hash from (select id from incident_case where id > :after"
          + " union select case_id from timeline_head where case_id > :after order by 1 limit "
          + CASES
          + ") i left join incident_case c on c.id = i.id left join timeline_head h on h.case_id ="
          + " i.id order by i.id";

  private static final String ENTRIES =
      "select cast(case_id as text) as case_id, position, cast(id as text) as id,"
          + " cast(extract(epoch from at) * 1000000 as bigint) as at, kind, actor_kind, actor,"
          + " summary, body, visibility, before, after, cast(change_id as text) as change_id, hash"
          + " from timeline_entry where case_id = any(:cases) order by case_id, position";

  /** The first case comes after it. */
  private static final UUID START = new UUID(0, 0);

  /**
   * What one page of the walk found.
   *
   * @param verified how many cases were looked at
   * @param entries how many entries they have
   * @param flaws cases whose timeline is not as it was written
   * @param digest over the ends of all chains up to here; of the last page, over all of them
   * @param next the cursor of the page after this one; null on the last
   */
  public record Walk(
      int verified,
      long entries,
      List<Flaw> flaws,
      @Nullable String digest,
      @Nullable String next) {}

  /**
   * @param caseKey null where the case is gone and nobody declared that
   */
  public record Flaw(@Nullable String caseKey, @Nullable UUID caseId, String detail) {}

  private final EntityManager database;

  TimelineVerification(EntityManager database) {
    this.database = database;
  }

  /**
   * @param cursor of the page before; null or empty to begin
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Walk walk(@Nullable String cursor) {
    atOneMoment();
    var after = Cursor.decode(cursor);
    var rows = rows(NEXT_CASES, "after", after == null ? START : after.id());
    var digest = ChainedEntry.sha256();
    digest.update(hex(after));
    var entries = entries(rows.stream().map(row -> row.get("id", UUID.class)).toList());
    var flaws = after == null ? brokenGuard() : new ArrayList<Flaw>();
    long counted = 0;
    for (var row : rows) {
      var id = row.get("id", UUID.class);
      var own = entries.getOrDefault(id.toString(), List.of());
      var head = head(row);
      counted += own.size();
      digest.update(
          (id + " " + (head == null ? "-" : describe(head)) + "\n")
              .getBytes(StandardCharsets.US_ASCII));
      var flaw = flaw(row, own, head);
      if (flaw != null) {
        flaws.add(new Flaw(row.get("key", String.class), id, flaw));
      }
    }
    var sum = HexFormat.of().formatHex(digest.digest());
    boolean more = rows.size() == CASES;
    if (!flaws.isEmpty()) {
      LOG.errorf("Timelines are not as they were written: %s", flaws);
    } else if (!more) {
      LOG.infof("All timelines are as they were written; the digest of their ends is %s", sum);
    }
    var last = more ? rows.get(CASES - 1).get("id", UUID.class) : null;
    return new Walk(rows.size(), counted, flaws, sum, more ? new Cursor(sum, last).encode() : null);
  }

  /** Entries that come between two statements would look like a chain that does not end right. */
  private void atOneMoment() {
    database.createNativeQuery("set transaction isolation level repeatable read").executeUpdate();
  }

  private static byte[] hex(@Nullable Cursor after) {
    if (after == null) {
      return new byte[0];
    }
    try {
      return HexFormat.of().parseHex(after.sortValue());
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("cursor", "is not a cursor of this walk; leave it out to start over");
    }
  }

  /** One case by itself. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Walk of(UUID caseId, String key) {
    atOneMoment();
    var own = entries(List.of(caseId)).getOrDefault(caseId.toString(), List.of());
    var heads =
        rows("select h.position, h.hash from timeline_head h where h.case_id = :id", "id", caseId);
    var head = heads.isEmpty() ? null : head(heads.get(0));
    var flaw = ChainedEntry.flaw(own, head);
    return new Walk(
        1,
        own.size(),
        flaw == null ? List.of() : List.of(new Flaw(key, caseId, flaw)),
        head == null ? null : HexFormat.of().formatHex(head.hash()),
        null);
  }

  private static @Nullable String flaw(Tuple row, List<ChainedEntry> own, @Nullable Head head) {
    return row.get("key", String.class) == null
        ? "The case was removed with its timeline, and nobody declared that."
        : ChainedEntry.flaw(own, head);
  }

  private List<Flaw> brokenGuard() {
    var off = (String) database.createNativeQuery(TRIGGERS).getSingleResult();
    var flaws = new ArrayList<Flaw>();
    if (off != null) {
      flaws.add(
          new Flaw(null, null, "The database does not guard timelines: it lacks " + off + "."));
    }
    return flaws;
  }

  private Map<String, List<ChainedEntry>> entries(List<UUID> cases) {
    var byCase = new HashMap<String, List<ChainedEntry>>();
    for (var row : rows(ENTRIES, "cases", cases.toArray(UUID[]::new))) {
      var entry = entry(row);
      byCase.computeIfAbsent(entry.caseId(), id -> new ArrayList<>()).add(entry);
    }
    return byCase;
  }

  private static ChainedEntry entry(Tuple row) {
    return new ChainedEntry(
        row.get("case_id", String.class),
        row.get("position", Long.class),
        row.get("id", String.class),
        row.get("at", Long.class),
        row.get("kind", String.class),
        row.get("actor_kind", String.class),
        row.get("actor", String.class),
        row.get("summary", String.class),
        row.get("body", String.class),
        row.get("visibility", String.class),
        row.get("before", String.class),
        row.get("after", String.class),
        row.get("change_id", String.class),
        row.get("hash", byte[].class));
  }

  private static @Nullable Head head(Tuple row) {
    var position = row.get("position", Long.class);
    return position == null ? null : new Head(position, row.get("hash", byte[].class));
  }

  private static String describe(Head head) {
    return head.position() + " " + HexFormat.of().formatHex(head.hash());
  }

  private List<Tuple> rows(String sql, String parameter, @Nullable Object value) {
    List<?> rows =
        database.createNativeQuery(sql, Tuple.class).setParameter(parameter, value).getResultList();
    return rows.stream().map(Tuple.class::cast).toList();
  }
}
