package dev.demarc.retention;

import dev.demarc.shared.Actor;
import dev.demarc.shared.Expiring;
import dev.demarc.shared.Problem;
import dev.demarc.shared.SettingChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long what may be erased is kept, as an administrator chose. What a case, its timeline and the
 * reports say is not among it: these go by nothing that runs by itself.
 */
@ApplicationScoped
public class Retention {

  /** Of so many at a time. */
  private static final int AT_ONCE = 1000;

  /**
   * One kind as it is kept now.
   *
   * @param days null for ever
   * @param changedBy null where nobody chose
   */
  public record Rule(
      Expiring.Kind kind,
      @Nullable Integer days,
      @Nullable Instant changedAt,
      @Nullable String changedBy) {

    public String length() {
      return inWords(days);
    }
  }

  /**
   * What a choice would do.
   *
   * @param days null for ever
   * @param erases so many within a day
   */
  public record Effect(Rule now, @Nullable Integer days, long erases) {
    public String length() {
      return inWords(days);
    }
  }

  private record Chosen(@Nullable Integer days, Instant at, String by) {}

  private final EntityManager database;
  private final Instance<Expiring> data;
  private final Event<SettingChanged> changed;
  private final Clock clock;

  Retention(
      EntityManager database,
      @Any Instance<Expiring> data,
      Event<SettingChanged> changed,
      Clock clock) {
    this.database = database;
    this.data = data;
    this.changed = changed;
    this.clock = clock;
  }

  private static String inWords(@Nullable Integer days) {
    return days == null ? "for ever" : days == 1 ? "1 day" : days + " days";
  }

  /** By their names. */
  @Transactional
  public List<Rule> all() {
    var chosen = chosen();
    return data.stream()
        .map(one -> rule(one.kind(), chosen))
        .sorted(Comparator.comparing(rule -> rule.kind().name()))
        .toList();
  }

  private static Rule rule(Expiring.Kind kind, Map<String, Chosen> chosen) {
    var by = chosen.get(kind.slug());
    return by == null
        ? new Rule(kind, kind.delivered(), null, null)
        : new Rule(kind, by.days(), by.at(), by.by());
  }

  private Map<String, Chosen> chosen() {
    List<?> rows =
        database
            .createNativeQuery(
                "select slug, days, changed_at, changed_by from retention", Object[].class)
            .getResultList();
    var chosen = new HashMap<String, Chosen>();
    for (var each : rows) {
      var row = (Object[]) each;
      chosen.put((String) row[0], new Chosen((Integer) row[1], (Instant) row[2], (String) row[3]));
    }
    return chosen;
  }

  /**
   * @param days as it was typed; blank for ever
   * @throws Problem NOT_FOUND where there is no such kind; INVALID where it may not be kept so long
   */
  @Transactional
  public Effect effect(String slug, String days) {
    var of = expiring(slug);
    var wanted = wanted(of.kind(), days);
    return new Effect(
        rule(of.kind(), chosen()), wanted, wanted == null ? 0 : of.countBefore(before(wanted)));
  }

  private Expiring expiring(String slug) {
    return data.stream()
        .filter(one -> one.kind().slug().equals(slug))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("Nothing of that name is kept for a time."));
  }

  private static @Nullable Integer wanted(Expiring.Kind kind, @Nullable String days) {
    var typed = days == null ? "" : days.strip();
    if (typed.isEmpty() && kind.delivered() == null) {
      return null;
    }
    try {
      int wanted = Integer.parseInt(typed);
      if (wanted >= kind.shortest() && wanted <= kind.longest()) {
        return wanted;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.invalid(
        "days",
        "must be a number of days from "
            + kind.shortest()
            + " to "
            + kind.longest()
            + (kind.delivered() == null ? ", or empty to keep them for ever" : ""));
  }

  private Instant before(int days) {
    return clock.instant().minus(Duration.ofDays(days));
  }

  /**
   * Erases nothing yet: what is too old goes within a day.
   *
   * @throws Problem as {@link #effect}
   */
  @Transactional
  public Rule change(String slug, String days, Actor by) {
    var kind = expiring(slug).kind();
    var wanted = wanted(kind, days);
    database
        .createNativeQuery(
            "insert into retention (slug, days, changed_at, changed_by) values (:slug, cast(:days"
                + " as int), cast(:now as timestamptz), :by) on conflict (slug) do update set days"
                + " = excluded.days, changed_at = excluded.changed_at, changed_by ="
                + " excluded.changed_by")
        .setParameter("slug", slug)
        .setParameter("days", wanted)
        .setParameter("now", clock.instant())
        .setParameter("by", by.name())
        .executeUpdate();
    changed.fire(new SettingChanged("retention", kind.name() + " are kept " + inWords(wanted), by));
    return rule(kind, chosen());
  }

  /** Erases what is too old, some at a time, until nothing is. */
  void erase() {
    for (var rule : all()) {
      if (rule.days() != null) {
        var of = expiring(rule.kind().slug());
        var before = before(rule.days());
        while (of.eraseBefore(before, AT_ONCE) == AT_ONCE) {
          // the next ones
        }
      }
    }
  }
}
