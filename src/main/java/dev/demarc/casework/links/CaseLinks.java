package dev.demarc.casework.links;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.links.CaseLink.NewLink;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How cases belong together, shown from both sides: by a person's word, or as one follows one. */
@ApplicationScoped
public class CaseLinks {

  private static final String LINKED = "linked";

  private final Cases cases;
  private final CaseVisibility visibility;
  private final MergedCases merged;
  private final StoredLinks stored;
  private final LinkRules rules;
  private final Timeline timeline;
  private final Changes changes;
  private final EntityManager database;
  private final Clock clock;

  /** What it links, who sees that, by which rules, and how it is stored, told and taken back. */
  CaseLinks(
      Cases cases,
      CaseVisibility visibility,
      MergedCases merged,
      StoredLinks stored,
      LinkRules rules,
      Timeline timeline,
      Changes changes,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.visibility = visibility;
    this.merged = merged;
    this.stored = stored;
    this.rules = rules;
    this.timeline = timeline;
    this.changes = changes;
    this.database = database;
    this.clock = clock;
  }

  /**
   * The links of a case and of those merged into it, the newest first; only to cases that whoever
   * asks sees.
   *
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public List<CaseLink> of(CaseKey key) {
    var id = cases.read(key).id;
    var ids = Stream.concat(Stream.of(id), merged.of(id).keySet().stream()).toArray(UUID[]::new);
    var query =
        database.createNativeQuery(
            "select l.id, l.kind, l.mirrored, c.key, c.title, c.status, l.reason, l.actor, l.at"
                + " from (select id, kind, false as mirrored, case_id, other_id as to_id, reason,"
                + " actor, at from case_link where case_id = any(:ids) union all select id, kind,"
                + " true, other_id, case_id, reason, actor, at from case_link where other_id ="
                + " any(:ids)) l join incident_case c on c.id = l.to_id where l.to_id <> all(:ids)"
                + visibility.where("c")
                + " order by l.at desc, l.id desc limit "
                + LinkRules.AT_MOST,
            Tuple.class);
    query.setParameter("ids", ids);
    visibility.bind(query);
    List<?> rows = query.getResultList();
    return rows.stream().map(row -> link((Tuple) row)).toList();
  }

  private CaseLink link(Tuple row) {
    var kind = LinkKind.valueOf(row.get(1, String.class));
    return new CaseLink(
        row.get(0, UUID.class),
        row.get(2, Boolean.class) ? kind.reverse() : kind,
        row.get(3, String.class),
        row.get(4, String.class),
        CaseStatus.valueOf(row.get(5, String.class)),
        row.get(6, String.class),
        row.get(7, String.class),
        row.get(8, Instant.class));
  }

  /**
   * Links two cases, and tells it on both.
   *
   * @throws Problem NOT_FOUND, also of the other; INVALID where it is the case itself; CONFLICT
   *     where they are linked so already, one of them is merged, the case has a parent, or it would
   *     become part of itself; OUT_OF_DATE, PRECONDITION_FAILED
   */
  @Transactional
  public void add(CaseKey key, NewLink link, ExpectedVersion expected, Actor actor) {
    if (key.equals(link.other())) {
      throw Problem.invalid("other", "a case cannot be linked to itself");
    }
    cases.holdByKey(List.of(key, link.other()));
    var on = cases.take(key, expected);
    var other = cases.take(link.other(), ExpectedVersion.ANY);
    boolean kept = link.kind().isKept();
    var kind = kept ? link.kind() : link.kind().reverse();
    rules.requireNew(kept ? on : other, kept ? other : on, kind);
    changes.record(
        on,
        LinkReversal.KIND,
        actor,
        () -> {
          var id = stored.insert(kept ? on : other, kept ? other : on, kind, actor, link.reason());
          on.changed(clock.instant());
          record(on, other, link.kind(), "", actor, link.reason());
          record(other, on, link.kind().reverse(), "", actor, link.reason());
          return LinkReversal.added(id, other.id, link.kind());
        });
  }

  private void record(
      IncidentCase on,
      IncidentCase other,
      LinkKind kind,
      String not,
      Actor actor,
      @Nullable String reason) {
    timeline.add(
        on.id,
        LINKED,
        actor,
        (not.isEmpty() ? "said that this case " : not + " that this case ")
            + kind.words()
            + " "
            + other.key,
        reason,
        Visibility.INTERNAL);
    on.updatedAt = clock.instant();
  }

  /** A case that was opened now follows a closed one; its timeline tells so with more words. */
  public void follow(IncidentCase opened, IncidentCase closed) {
    database.flush();
    stored.insert(opened, closed, LinkKind.FOLLOWS, Actor.ENGINE, null);
  }

  /**
   * Removes a link, and tells it on both.
   *
   * @throws Problem NOT_FOUND, also where it is no link of the case; OUT_OF_DATE,
   *     PRECONDITION_FAILED
   */
  @Transactional
  public void remove(CaseKey key, UUID linkId, ExpectedVersion expected, Actor actor) {
    var link =
        of(key).stream()
            .filter(one -> one.id().equals(linkId))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("That is no link of " + key + "."));
    var seen = cases.read(key);
    var held = cases.takeBoth(seen.id, cases.read(new CaseKey(link.key())).id);
    var on = held.get(0);
    var other = held.get(1);
    cases.require(on, expected);
    stored
        .row(linkId)
        .ifPresent(
            row ->
                changes.record(
                    on,
                    LinkReversal.KIND,
                    actor,
                    () -> {
                      stored.delete(linkId);
                      on.changed(clock.instant());
                      record(on, other, link.kind(), "took back", actor, null);
                      record(other, on, link.kind().reverse(), "took back", actor, null);
                      return LinkReversal.removed(row, other.id, link.kind());
                    }));
  }

  /** Takes a link back that was added a moment ago; its own case tells so itself. */
  void unlink(UUID linkId, UUID caseId, UUID otherId, LinkKind kind, Actor actor) {
    stored.delete(linkId);
    var other = cases.takeById(otherId).orElseThrow();
    record(other, cases.takeById(caseId).orElseThrow(), kind.reverse(), "took back", actor, null);
  }

  /**
   * @return why a link that was removed cannot be there again; empty where it can
   */
  Optional<String> inTheWay(UUID fromId, UUID toId, LinkKind kept) {
    try {
      rules.requireNew(cases.findById(fromId), cases.findById(toId), kept);
      return Optional.empty();
    } catch (Problem problem) {
      return Optional.ofNullable(problem.getMessage());
    }
  }

  /** Puts a link back that was removed a moment ago; its own case tells so itself. */
  void linkAgain(String row, UUID caseId, UUID otherId, LinkKind kind, Actor actor) {
    stored.insertAgain(row);
    var other = cases.takeById(otherId).orElseThrow();
    record(other, cases.takeById(caseId).orElseThrow(), kind.reverse(), "said again", actor, null);
  }
}
