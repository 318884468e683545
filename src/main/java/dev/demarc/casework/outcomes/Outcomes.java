package dev.demarc.casework.outcomes;

import dev.demarc.casework.outcomes.OutcomeEntry.Reason;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The desk's table of outcomes: some dozens at most, read whole. */
@ApplicationScoped
public class Outcomes {

  static final int AT_MOST = 50;

  /** An outcome with the reason that was given for it, which may be null. */
  public record Chosen(OutcomeEntry outcome, @Nullable Reason reason) {

    /** As it reads after "closed the case as". */
    public String inWords() {
      return outcome.slug() + (reason == null ? "" : " (" + reason.name() + ")");
    }
  }

  private final EntityManager database;

  Outcomes(EntityManager database) {
    this.database = database;
  }

  /** In the order in which they are offered. */
  @Transactional
  public List<OutcomeEntry> all() {
    var reasons = reasons();
    List<?> rows =
        database
            .createNativeQuery(
                "select slug, name, own, offered, tells_reporter, words from outcome order by"
                    + " position, slug limit "
                    + AT_MOST,
                Tuple.class)
            .getResultList();
    return rows.stream().map(row -> entry((Tuple) row, reasons)).toList();
  }

  private Map<String, List<Reason>> reasons() {
    List<?> rows =
        database
            .createNativeQuery(
                "select outcome, slug, name, words from outcome_reason order by outcome, position,"
                    + " slug",
                Tuple.class)
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .collect(
            Collectors.groupingBy(
                row -> row.get("outcome", String.class),
                Collectors.mapping(
                    row ->
                        new Reason(
                            row.get("slug", String.class),
                            row.get("name", String.class),
                            row.get("words", String.class)),
                    Collectors.toList())));
  }

  private static OutcomeEntry entry(Tuple row, Map<String, List<Reason>> reasons) {
    var slug = row.get("slug", String.class);
    return new OutcomeEntry(
        slug,
        row.get("name", String.class),
        row.get("own", Boolean.class),
        row.get("offered", Boolean.class),
        row.get("tells_reporter", Boolean.class),
        row.get("words", String.class),
        reasons.getOrDefault(slug, List.of()));
  }

  public List<OutcomeEntry> offered() {
    return all().stream().filter(OutcomeEntry::offered).toList();
  }

  /**
   * What a person ends a case with.
   *
   * @param reason the slug of one; null for none
   * @throws Problem INVALID naming {@code outcome} or {@code reason}, with those that there are
   */
  public Chosen choose(@Nullable Outcome wanted, @Nullable String reason) {
    var offered = offered();
    var outcome =
        offered.stream()
            .filter(o -> wanted != null && o.slug().equals(wanted.slug()))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "outcome",
                        "must be one of "
                            + offered.stream()
                                .map(OutcomeEntry::slug)
                                .collect(Collectors.joining(", "))));
    if (reason == null || reason.isBlank()) {
      if (!outcome.reasons().isEmpty()) {
        throw needsReason(outcome);
      }
      return new Chosen(outcome, null);
    }
    return new Chosen(
        outcome, outcome.reason(reason.trim()).orElseThrow(() -> needsReason(outcome)));
  }

  private static Problem needsReason(OutcomeEntry outcome) {
    return Problem.invalid(
        "reason",
        outcome.reasons().isEmpty()
            ? outcome.slug() + " takes no reason"
            : "say why it is "
                + outcome.slug()
                + ": "
                + outcome.reasons().stream().map(Reason::slug).collect(Collectors.joining(", ")));
  }

  /** What the engine ends a case with, which needs no reason. */
  public Chosen byEngine(Outcome wanted) {
    return all().stream()
        .filter(o -> o.slug().equals(wanted.slug()))
        .findFirst()
        .map(o -> new Chosen(o, null))
        .orElseThrow(() -> new IllegalStateException("there is no outcome " + wanted.slug()));
  }

  /**
   * Adds an outcome, or changes one: its reasons are then these and no others.
   *
   * @throws Problem CONFLICT where there are too many already
   */
  @Transactional
  public OutcomeEntry save(String slug, OutcomeWish wish) {
    int there = all().size();
    boolean known = all().stream().anyMatch(o -> o.slug().equals(slug));
    if (!known && there >= AT_MOST) {
      throw new Problem(
          ProblemType.CONFLICT, "There are " + AT_MOST + " outcomes, and no more can be added.");
    }
    database
        .createNativeQuery(
            "insert into outcome (slug, name, position, own, offered, tells_reporter, words) values"
                + " (:slug, :name, (select coalesce(max(position), 0) + 1 from outcome), true,"
                + " :offered, :tells, :words) on conflict (slug) do update set name ="
                + " excluded.name, offered = excluded.offered, tells_reporter ="
                + " excluded.tells_reporter, words = excluded.words")
        .setParameter("slug", slug)
        .setParameter("name", wish.name())
        .setParameter("offered", wish.offered())
        .setParameter("tells", wish.tellsReporter())
        .setParameter("words", wish.words())
        .executeUpdate();
    saveReasons(slug, wish.reasons());
    return all().stream().filter(o -> o.slug().equals(slug)).findFirst().orElseThrow();
  }

  private void saveReasons(String slug, List<Reason> reasons) {
    database
        .createNativeQuery("delete from outcome_reason where outcome = :slug")
        .setParameter("slug", slug)
        .executeUpdate();
    var slugs = new ArrayList<String>();
    var names = new ArrayList<String>();
    var words = new ArrayList<String>();
    for (var reason : reasons) {
      slugs.add(reason.slug());
      names.add(reason.name());
      words.add(reason.words());
    }
    database
        .createNativeQuery(
            "insert into outcome_reason (outcome, slug, name, words, position) select :slug, r.s,"
                + " r.n, r.w, r.p from unnest(cast(:slugs as text[]), cast(:names as text[]),"
                + " cast(:words as text[])) with ordinality as r(s, n, w, p)")
        .setParameter("slug", slug)
        .setParameter("slugs", slugs.toArray(String[]::new))
        .setParameter("names", names.toArray(String[]::new))
        .setParameter("words", words.toArray(String[]::new))
        .executeUpdate();
  }

  /**
   * @throws Problem NOT_FOUND; CONFLICT where it is not the desk's own, or a case ended so
   */
  @Transactional
  public void remove(String slug) {
    var entry =
        all().stream()
            .filter(o -> o.slug().equals(slug))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("There is no outcome " + slug + "."));
    boolean used =
        !database
            .createNativeQuery("select 1 from incident_case where outcome = :slug limit 1")
            .setParameter("slug", slug)
            .getResultList()
            .isEmpty();
    if (!entry.own() || used) {
      throw new Problem(
          ProblemType.CONFLICT,
          (used ? "Cases ended as " + slug : slug + " is in every desk's table")
              + ": it stays. Set offered to false, and it is offered no more.");
    }
    database
        .createNativeQuery("delete from outcome where slug = :slug")
        .setParameter("slug", slug)
        .executeUpdate();
  }
}
