package dev.demarc.countermeasures;

import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.casework.views.CaseFacts;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Defang;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was done against a matter and holds until it is taken back. Demarc does none of it
 * itself: it keeps who asked for it, when it took effect, and what is still in effect.
 */
@ApplicationScoped
public class Countermeasures {

  /**
   * @param kind such as null route, suspension, security group rule
   * @param target what it holds against: an address, an account, a resource
   * @param next the states that it may be given now
   * @param effectiveAt since when it holds or held; null where it never did
   */
  public record Countermeasure(
      UUID id,
      String kind,
      String target,
      CountermeasureState state,
      List<CountermeasureState> next,
      Instant effectiveAt,
      Instant removedAt,
      String askedBy,
      Instant changedAt,
      String changedBy) {}

  private static final int MOST = 200;

  private final CaseAccess cases;
  private final CountermeasureReversal reversal;
  private final EntityManager database;
  private final Clock clock;

  Countermeasures(
      CaseAccess cases, CountermeasureReversal reversal, EntityManager database, Clock clock) {
    this.cases = cases;
    this.reversal = reversal;
    this.database = database;
    this.clock = clock;
  }

  /**
   * In the order in which they were asked for; 200 at most.
   *
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public List<Countermeasure> of(CaseKey key) {
    return of(cases.read(key).id());
  }

  private List<Countermeasure> of(UUID caseId) {
    List<?> rows =
        database
            .createNativeQuery(
                "select id, kind, target, state, effective_at, removed_at, asked_by, changed_at,"
                    + " changed_by from countermeasure where case_id = :id order by id",
                Tuple.class)
            .setParameter("id", caseId)
            .setMaxResults(MOST)
            .getResultList();
    return rows.stream().map(row -> read((Tuple) row)).toList();
  }

  private static Countermeasure read(Tuple row) {
    var state = CountermeasureState.valueOf((String) row.get(3));
    return new Countermeasure(
        row.get(0, UUID.class),
        (String) row.get(1),
        (String) row.get(2),
        state,
        state.next(),
        row.get(4, Instant.class),
        row.get(5, Instant.class),
        (String) row.get(6),
        row.get(7, Instant.class),
        (String) row.get(8));
  }

  /**
   * Asks for one, or notes one that is in effect.
   *
   * @param state pending or active; null for pending
   * @throws Problem NOT_FOUND, CONFLICT; INVALID naming the field
   */
  @Transactional
  public void add(
      CaseKey key, String kind, String target, String state, String reason, Actor actor) {
    var what = text("kind", kind, 100);
    var against = text("target", target, 500);
    var begins =
        state == null || state.isBlank()
            ? CountermeasureState.PENDING
            : CountermeasureState.of(state)
                .filter(s -> s == CountermeasureState.PENDING || s == CountermeasureState.ACTIVE)
                .orElseThrow(() -> Problem.invalid("state", "must be pending or active"));
    var why = reason(reason);
    var on = cases.takeOpen(key, ExpectedVersion.of(null, null));
    if (of(on.id()).size() >= MOST) {
      throw new Problem(ProblemType.CONFLICT, "A case keeps at most 200 countermeasures.");
    }
    var id = Ids.next();
    record(
        on,
        id,
        actor,
        () -> {
          insert(on, id, what, against, begins, actor);
          told(
              on,
              actor,
              begins == CountermeasureState.ACTIVE ? "put in effect" : "asked for",
              what,
              against,
              why);
        });
  }

  private void insert(
      CaseFacts on, UUID id, String what, String against, CountermeasureState begins, Actor actor) {
    var now = clock.instant();
    database
        .createNativeQuery(
            "insert into countermeasure (id, case_id, kind, target, state, effective_at, asked_by,"
                + " changed_at, changed_by) values (:id, :case, :kind, :target, :state, case when"
                + " :active then cast(:now as timestamptz) end, :by, :now, :by)")
        .setParameter("id", id)
        .setParameter("case", on.id())
        .setParameter("kind", what)
        .setParameter("target", against)
        .setParameter("state", begins.name())
        .setParameter("active", begins == CountermeasureState.ACTIVE)
        .setParameter("by", actor.name())
        .setParameter("now", now)
        .executeUpdate();
  }

  private void record(CaseFacts on, UUID id, Actor actor, Runnable work) {
    cases.recordChange(
        on.id(), CountermeasureReversal.KIND, actor, () -> reversal.around(id, work));
  }

  private static String text(String field, String text, int most) {
    var clean = TypedText.clean(text);
    if (clean == null || clean.isEmpty() || clean.length() > most) {
      throw Problem.invalid(field, "is needed, with at most " + most + " characters");
    }
    return clean;
  }

  private static @Nullable String reason(String text) {
    var reason = TypedText.clean(text);
    if (reason != null && reason.length() > 4000) {
      throw Problem.invalid("reason", "must have at most 4,000 characters");
    }
    return reason == null || reason.isEmpty() ? null : reason;
  }

  private void told(
      CaseFacts on, Actor actor, String did, String kind, String target, @Nullable String reason) {
    cases.changed(
        on.id(),
        "countermeasure",
        actor,
        did + " the countermeasure “" + kind + "” against " + Defang.text(target),
        reason);
  }

  /**
   * Says that one took effect, is to be taken back, or was; also on a closed case, which it may
   * outlast.
   *
   * @throws Problem NOT_FOUND; CONFLICT where the state may not follow; INVALID
   */
  @Transactional
  public void change(CaseKey key, UUID id, String state, String reason, Actor actor) {
    var wanted =
        CountermeasureState.of(state)
            .orElseThrow(
                () -> Problem.invalid("state", "must be one of " + CountermeasureState.slugs()));
    var why = reason(reason);
    var seen = cases.read(key);
    var on = cases.takeById(seen.id()).orElse(seen);
    var found =
        of(on.id()).stream()
            .filter(c -> c.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("There is no such countermeasure on " + key + "."));
    if (!found.next().contains(wanted)) {
      throw new Problem(
          ProblemType.CONFLICT,
          "The countermeasure is "
              + found.state().words()
              + "; from there it may become "
              + (found.next().isEmpty()
                  ? "nothing else"
                  : found.next().stream()
                      .map(CountermeasureState::words)
                      .collect(Collectors.joining(" or ")))
              + ".");
    }
    var did =
        switch (wanted) {
          case PENDING -> "asked for";
          case ACTIVE -> "put in effect";
          case PENDING_REMOVAL -> "asked to take back";
          case REMOVED -> "took back";
        };
    record(
        on,
        id,
        actor,
        () -> {
          update(id, wanted, actor);
          told(on, actor, did, found.kind(), found.target(), why);
        });
  }

  private void update(UUID id, CountermeasureState wanted, Actor actor) {
    var now = clock.instant();
    database
        .createNativeQuery(
            "update countermeasure set state = :state, effective_at = coalesce(effective_at, case"
                + " when :active then cast(:now as timestamptz) end), removed_at = case when"
                + " :removed then cast(:now as timestamptz) end, changed_at = :now, changed_by ="
                + " :by where id = :id")
        .setParameter("state", wanted.name())
        .setParameter("active", wanted == CountermeasureState.ACTIVE)
        .setParameter("removed", wanted == CountermeasureState.REMOVED)
        .setParameter("now", now)
        .setParameter("by", actor.name())
        .setParameter("id", id)
        .executeUpdate();
  }
}
