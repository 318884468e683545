package dev.demarc.casework.correlation;

import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns what is a sender's own: links and addresses that recur in its mails whatever these are
 * about, such as its portal or its signature. They have no part in the event. A person may say
 * otherwise of each. Two statements a report.
 */
@ApplicationScoped
public class SenderThings {

  /** So many different matters show that a thing belongs to none of them. */
  public static final int DIFFERENT_MATTERS = 5;

  /** What was named once or twice is kept so long. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(60);

  private static final int MOST_THINGS = 50;

  /** The row that counts all of a sender's mails. */
  private static final String ALL = "";

  private final EntityManager database;
  private final Clock clock;

  SenderThings(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The report with what is its sender's own taken out of the event. */
  @Transactional(TxType.MANDATORY)
  public ParsedReport settle(ParsedReport parsed) {
    var sender = sender(parsed);
    if (sender == null) {
      return parsed;
    }
    var known = known(sender, parsed.indicators());
    return known.isEmpty() ? parsed : parsed.naming(OwnThings.settled(parsed.indicators(), known));
  }

  private static @Nullable String sender(ParsedReport parsed) {
    var from = parsed.mail() == null ? null : parsed.mail().from();
    return from == null || from.length() > OwnThings.LONGEST ? null : from.toLowerCase(Locale.ROOT);
  }

  private Map<String, OwnThings.Known> known(String sender, List<Indicator> indicators) {
    var values = new HashSet<String>();
    for (var indicator : indicators) {
      if (OwnThings.LEARNED.contains(indicator.type())) {
        values.add(indicator.value());
        values.add(OwnThings.host(indicator));
      }
    }
    values.remove(null);
    if (values.isEmpty()) {
      return Map.of();
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select t.value, t.own, cardinality(t.abouts) >= :matters and t.reports * 2 >="
                    + " a.reports as recurs from sender_thing t join sender_thing a on a.sender ="
                    + " t.sender and a.type = '' and a.value = '' where t.sender = :sender and"
                    + " t.value = any(:values) and (t.own is not null or cardinality(t.abouts) >="
                    + " :matters)",
                Tuple.class)
            .setParameter("matters", DIFFERENT_MATTERS)
            .setParameter("sender", sender)
            .setParameter("values", values.toArray(String[]::new))
            .getResultList();
    var known = new HashMap<String, OwnThings.Known>();
    for (Object each : rows) {
      var row = (Tuple) each;
      known.put(
          row.get("value", String.class),
          new OwnThings.Known(row.get("own", Boolean.class), row.get("recurs", Boolean.class)));
    }
    return known;
  }

  /** Counts what the report names, for the reports that come after it. */
  @Transactional(TxType.MANDATORY)
  public void count(ParsedReport parsed) {
    var sender = sender(parsed);
    if (sender == null) {
      return;
    }
    var types = new ArrayList<String>(List.of(ALL));
    var values = new ArrayList<String>(List.of(ALL));
    var abouts = new ArrayList<String>(List.of(ALL));
    parsed.indicators().stream()
        // links differ from mail to mail, their hosts do not
        .filter(i -> i.type() != IndicatorType.URL && OwnThings.LEARNED.contains(i.type()))
        .filter(i -> i.role() != Role.REPORTER && i.basis() != Basis.FIELD)
        .filter(i -> i.value().length() <= OwnThings.LONGEST)
        .limit(MOST_THINGS)
        .forEach(
            i -> {
              types.add(i.type().slug());
              values.add(i.value());
              abouts.add(OwnThings.about(parsed, i));
            });
    // sorted, so that no two transactions wait for each other
    database
        .createNativeQuery(
            "with gone as (delete from sender_thing s where s.sender = :sender and s.type <> '' and"
                + " s.own is null and cardinality(s.abouts) < 2 and s.last_at < :old) insert into"
                + " sender_thing as known (sender, type, value, reports, abouts, first_at, last_at)"
                + " select :sender, u.t, u.v, 1, array_remove(array[u.a], ''), :now, :now from"
                + " unnest(cast(:types as text[]), cast(:values as text[]), cast(:abouts as"
                + " text[])) as u(t, v, a) order by u.t, u.v on conflict (sender, type, value) do"
                + " update set reports = known.reports + 1, last_at = excluded.last_at, abouts ="
                + " case when cardinality(known.abouts) >= :matters or excluded.abouts <@"
                + " known.abouts then known.abouts else known.abouts || excluded.abouts end")
        .setParameter("sender", sender)
        .setParameter("types", types.toArray(String[]::new))
        .setParameter("values", values.toArray(String[]::new))
        .setParameter("abouts", abouts.toArray(String[]::new))
        .setParameter("matters", DIFFERENT_MATTERS)
        .setParameter("now", clock.instant())
        .setParameter("old", clock.instant().minus(FORGOTTEN_AFTER))
        .executeUpdate();
  }

  /**
   * A thing that recurs, or of which a person said whether it is the sender's.
   *
   * @param own what a person said; null while nobody did
   */
  public record Thing(
      String sender, String type, String value, int reports, Boolean own, String saidBy) {}

  /** By sender, at most so many. */
  @Transactional
  public List<Thing> list(@Nullable String sender, int most) {
    List<?> rows =
        database
            .createNativeQuery(
                "select t.sender, t.type, t.value, t.reports, t.own, t.said_by from sender_thing t"
                    + " join sender_thing a on a.sender = t.sender and a.type = '' and a.value = ''"
                    + " where t.type <> '' and (t.own is not null or cardinality(t.abouts) >="
                    + " :matters and t.reports * 2 >= a.reports) and (:sender = '' or t.sender ="
                    + " :sender) order by t.sender, t.type, t.value limit :most",
                Tuple.class)
            .setParameter("matters", DIFFERENT_MATTERS)
            .setParameter("sender", storable(sender).toLowerCase(Locale.ROOT))
            .setParameter("most", most)
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .map(
            row ->
                new Thing(
                    row.get(0, String.class),
                    row.get(1, String.class),
                    row.get(2, String.class),
                    ((Number) row.get(3)).intValue(),
                    row.get(4, Boolean.class),
                    row.get(5, String.class)))
        .toList();
  }

  private static String storable(@Nullable String text) {
    return text == null ? "" : Text.withoutControls(text).strip();
  }

  private static String checked(String field, String text) {
    var checked = storable(text);
    if (checked.isEmpty() || checked.length() > OwnThings.LONGEST) {
      throw Problem.invalid(field, "must have from 1 to " + OwnThings.LONGEST + " characters");
    }
    return checked;
  }

  /**
   * Says of a thing whether it is its sender's own; for reports that come from now on.
   *
   * @param own null to leave it to what the reports show
   * @throws Problem INVALID
   */
  @Transactional
  public void setOwn(String from, String type, String named, @Nullable Boolean own, String by) {
    var sender = checked("sender", from).toLowerCase(Locale.ROOT);
    var value = checked("value", named);
    if (OwnThings.LEARNED.stream().noneMatch(t -> t.slug().equals(type))) {
      throw Problem.invalid("type", "must be domain, email or url");
    }
    database
        .createNativeQuery(
            "insert into sender_thing (sender, type, value, reports, abouts, first_at, last_at)"
                + " values (:sender, '', '', 0, '{}', :now, :now), (:sender, :type, :value, 0,"
                + " '{}', :now, :now) on conflict do nothing")
        .setParameter("sender", sender)
        .setParameter("type", type)
        .setParameter("value", value)
        .setParameter("now", clock.instant())
        .executeUpdate();
    database
        .createNativeQuery(
            "update sender_thing set own = cast(nullif(:own, '') as boolean), said_by = :by,"
                + " said_at = :now where sender = :sender and type = :type and value = :value")
        .setParameter("sender", sender)
        .setParameter("type", type)
        .setParameter("value", value)
        .setParameter("own", own == null ? "" : own.toString())
        .setParameter("by", by)
        .setParameter("now", clock.instant())
        .executeUpdate();
  }
}
