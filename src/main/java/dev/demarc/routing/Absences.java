package dev.demarc.routing;

import dev.demarc.access.people.People;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is away, until when, and who stands in. */
@ApplicationScoped
public class Absences {

  private static final Duration LONGEST = Duration.ofDays(3 * 366);
  private static final int MOST = 500;

  private static final String COLUMNS =
      "select id, username, from_at, until_at, hands_to, note from absence where until_at > :now";

  private final EntityManager database;
  private final People people;
  private final RoutingTimeline timeline;
  private final Clock clock;

  Absences(EntityManager database, People people, RoutingTimeline timeline, Clock clock) {
    this.database = database;
    this.people = people;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** Those that last or are to come, by when they end; 500 at most. */
  @Transactional
  public List<Absence> current() {
    List<?> rows =
        database
            .createNativeQuery(COLUMNS + " order by until_at, id", Tuple.class)
            .setParameter("now", clock.instant())
            .setMaxResults(MOST)
            .getResultList();
    return rows.stream().map(row -> absence((Tuple) row)).toList();
  }

  private Optional<Absence> now(String username) {
    List<?> rows =
        database
            .createNativeQuery(
                COLUMNS
                    + " and from_at <= :now and username = :username order by until_at desc limit"
                    + " 1",
                Tuple.class)
            .setParameter("now", clock.instant())
            .setParameter("username", username)
            .getResultList();
    return rows.stream().map(row -> absence((Tuple) row)).findFirst();
  }

  private static Absence absence(Tuple row) {
    return new Absence(
        row.get("id", UUID.class),
        row.get("username", String.class),
        row.get("from_at", Instant.class),
        row.get("until_at", Instant.class),
        row.get("hands_to", String.class),
        row.get("note", String.class));
  }

  /**
   * Nobody is given work who is away, but by themselves.
   *
   * @throws Problem INVALID naming who stands in
   */
  @Transactional
  public void requireHere(String username, Actor by) {
    if (username.equals(by.name())) {
      return;
    }
    now(username)
        .ifPresent(
            away -> {
              throw Problem.invalid(
                  "assignee",
                  username
                      + " is away until "
                      + away.until().truncatedTo(ChronoUnit.MINUTES)
                      + (away.handsTo() == null
                          ? "; choose somebody else"
                          : "; " + away.handsTo() + " stands in"));
            });
  }

  /**
   * @param from null for now
   * @throws Problem INVALID naming the field
   */
  @Transactional
  public Absence add(
      String username,
      @Nullable Instant from,
      @Nullable Instant until,
      String handsTo,
      String note,
      Actor actor) {
    var begin = from == null ? clock.instant().truncatedTo(ChronoUnit.SECONDS) : from;
    require("username", username);
    var standsIn = TypedText.orNull(handsTo);
    if (standsIn != null) {
      require("handsTo", standsIn);
      if (standsIn.equals(username)) {
        throw Problem.invalid("handsTo", "somebody else stands in, not " + username);
      }
    }
    if (until == null || !until.isAfter(begin) || !until.isAfter(clock.instant())) {
      throw Problem.invalid("until", "must be a time that is to come, after from");
    }
    if (until.isAfter(clock.instant().plus(LONGEST))
        || begin.isBefore(clock.instant().minus(LONGEST))) {
      throw Problem.invalid("until", "an absence lies within three years; deactivate who has left");
    }
    var clean = TypedText.atMost(500, "note", note);
    var absence = new Absence(Ids.next(), username, begin, until, standsIn, clean);
    database
        .createNativeQuery(
            "insert into absence (id, username, from_at, until_at, hands_to, note, created_at,"
                + " created_by) values (:id, :username, :from, :until, cast(:to as text),"
                + " cast(:note as text), :now, :by)")
        .setParameter("id", absence.id())
        .setParameter("username", username)
        .setParameter("from", begin)
        .setParameter("until", until)
        .setParameter("to", standsIn)
        .setParameter("note", clean)
        .setParameter("now", clock.instant())
        .setParameter("by", actor.name())
        .executeUpdate();
    timeline.add(
        actor,
        "entered that "
            + username
            + " is away until "
            + until.truncatedTo(ChronoUnit.MINUTES)
            + (standsIn == null ? "" : ", " + standsIn + " stands in"),
        null);
    return absence;
  }

  private void require(String field, String username) {
    try {
      if (!people.get(TypedText.orEmpty(username)).disabled()) {
        return;
      }
    } catch (Problem none) {
      // is told below
    }
    throw Problem.invalid(field, "must be the user name of somebody who works here");
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public void remove(UUID id, Actor actor) {
    List<?> removed =
        database
            .createNativeQuery(
                "delete from absence where id = :id returning username", String.class)
            .setParameter("id", id)
            .getResultList();
    if (removed.isEmpty()) {
      throw Problem.notFound("There is no absence " + id + ".");
    }
    timeline.add(actor, "took back an absence of " + removed.get(0), null);
  }
}
