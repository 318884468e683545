package dev.demarc.casework.effort;

import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long people worked on a case, as they note it themselves; off unless a desk wants it. */
@ApplicationScoped
public class TimeSpent {

  private static final int MINUTES_OF_A_DAY = 24 * 60;
  private static final int LONGEST_TEXT = 500;

  /** The newest are shown; the sum is over all. */
  private static final int SHOWN = 100;

  /**
   * @param what null where nothing was said
   */
  public record Entry(UUID id, Instant at, String by, int minutes, String what) {}

  /**
   * @param minutes in all
   * @param entries the newest first, 100 at most
   */
  public record Sum(long minutes, List<Entry> entries) {}

  private final EntityManager database;
  private final Clock clock;
  private final boolean on;

  TimeSpent(
      EntityManager database,
      Clock clock,
      @ConfigProperty(name = "demarc.work.time-spent", defaultValue = "false") boolean on) {
    this.database = database;
    this.clock = clock;
    this.on = on;
  }

  public boolean isOn() {
    return on;
  }

  /**
   * @throws Problem CONFLICT where the desk does not note time; INVALID naming the field
   */
  @Transactional
  public void add(UUID caseId, String username, Integer minutes, String what) {
    requireOn();
    if (minutes == null || minutes < 1 || minutes > MINUTES_OF_A_DAY) {
      throw Problem.invalid("minutes", "must be 1 to " + MINUTES_OF_A_DAY);
    }
    var clean = TypedText.atMost(LONGEST_TEXT, "what", what);
    database
        .createNativeQuery(
            "insert into time_spent (id, case_id, username, at, minutes, what) values (:id, :case,"
                + " :username, :at, :minutes, nullif(:what, ''))")
        .setParameter("id", Ids.next())
        .setParameter("case", caseId)
        .setParameter("username", username)
        .setParameter("at", clock.instant())
        .setParameter("minutes", minutes)
        .setParameter("what", clean == null ? "" : clean)
        .executeUpdate();
  }

  /**
   * Takes back what somebody noted themselves.
   *
   * @throws Problem NOT_FOUND where there is no such note of theirs
   */
  @Transactional
  public void remove(UUID caseId, UUID id, String username) {
    int gone =
        database
            .createNativeQuery(
                "delete from time_spent where id = :id and case_id = :case and username ="
                    + " :username")
            .setParameter("id", id)
            .setParameter("case", caseId)
            .setParameter("username", username)
            .executeUpdate();
    if (gone == 0) {
      throw Problem.notFound("There is no such note of time of yours.");
    }
  }

  /**
   * @throws Problem CONFLICT where the desk does not note time
   */
  @Transactional
  public Sum of(UUID caseId) {
    requireOn();
    List<?> rows =
        database
            .createNativeQuery(
                "select id, at, username, minutes, what, sum(minutes) over () as total from"
                    + " time_spent where case_id = :case order by id desc limit "
                    + SHOWN,
                Tuple.class)
            .setParameter("case", caseId)
            .getResultList();
    var entries = rows.stream().map(row -> entry((Tuple) row)).toList();
    return new Sum(
        rows.isEmpty() ? 0 : ((Tuple) rows.get(0)).get("total", Number.class).longValue(), entries);
  }

  private static Entry entry(Tuple row) {
    return new Entry(
        row.get("id", UUID.class),
        row.get("at", Instant.class),
        row.get("username", String.class),
        row.get("minutes", Integer.class),
        row.get("what", String.class));
  }

  private void requireOn() {
    if (!on) {
      throw new Problem(
          ProblemType.CONFLICT,
          "Time is not noted here: set demarc.work.time-spent (DEMARC_WORK_TIME_SPENT) to true.");
    }
  }
}
