package dev.demarc.playbooks;

import dev.demarc.playbooks.PlaybookRun.Change;
import dev.demarc.playbooks.PlaybookRun.State;
import dev.demarc.playbooks.PlaybookRun.StepState;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far cases have come by their playbooks, as it is stored. */
@ApplicationScoped
class CaseSteps {

  record StoredRun(String slug, int version, Instant begunAt, String begunBy) {

    /** Whether somebody chose it, and not the rules. */
    boolean isChosen() {
      return !begunBy.equals(Actor.ENGINE.name());
    }
  }

  record StoredStep(String step, State state, String openedBy, Instant at, String by) {}

  private final EntityManager database;
  private final Clock clock;

  CaseSteps(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Optional<StoredRun> run(UUID caseId) {
    List<?> rows =
        database
            .createNativeQuery(
                "select slug, version, begun_at, begun_by from case_playbook where case_id = :id",
                Tuple.class)
            .setParameter("id", caseId)
            .getResultList();
    return rows.stream()
        .findFirst()
        .map(
            row ->
                new StoredRun(
                    ((Tuple) row).get(0, String.class),
                    ((Tuple) row).get(1, Integer.class),
                    ((Tuple) row).get(2, Instant.class),
                    ((Tuple) row).get(3, String.class)));
  }

  Optional<Integer> versionInForce(String slug) {
    List<?> rows =
        database
            .createNativeQuery("select version from playbook where slug = :slug", Integer.class)
            .setParameter("slug", slug)
            .getResultList();
    return rows.stream().findFirst().map(Integer.class::cast);
  }

  List<StoredStep> of(UUID caseId) {
    List<?> rows =
        database
            .createNativeQuery(
                "select step, state, opened_by, at, by from case_step where case_id = :id order by"
                    + " at, step",
                Tuple.class)
            .setParameter("id", caseId)
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new StoredStep(
                    ((Tuple) row).get(0, String.class),
                    State.valueOf(((Tuple) row).get(1, String.class)),
                    ((Tuple) row).get(2, String.class),
                    ((Tuple) row).get(3, Instant.class),
                    ((Tuple) row).get(4, String.class)))
        .toList();
  }

  List<StepState> states(UUID caseId) {
    return of(caseId).stream()
        .map(step -> new StepState(step.step(), step.state(), step.openedBy()))
        .toList();
  }

  /** Whether somebody did a step, or an event led past one. */
  boolean isTouched(UUID caseId) {
    return of(caseId).stream().anyMatch(step -> step.state() != State.OPEN);
  }

  void begin(UUID caseId, String slug, int version, String by) {
    database
        .createNativeQuery(
            "insert into case_playbook (case_id, slug, version, begun_at, begun_by) values (:id,"
                + " :slug, :version, :at, :by) on conflict (case_id) do update set slug ="
                + " excluded.slug, version = excluded.version, begun_at = excluded.begun_at,"
                + " begun_by = excluded.begun_by")
        .setParameter("id", caseId)
        .setParameter("slug", slug)
        .setParameter("version", version)
        .setParameter("at", clock.instant())
        .setParameter("by", by)
        .executeUpdate();
  }

  void forget(UUID caseId) {
    delete("delete from case_step where case_id = :id", caseId);
    delete("delete from case_playbook where case_id = :id", caseId);
  }

  private void delete(String statement, UUID caseId) {
    database.createNativeQuery(statement).setParameter("id", caseId).executeUpdate();
  }

  /** Keeps of the steps those that are done and that another playbook has too. */
  void keepDone(UUID caseId, List<String> steps) {
    database
        .createNativeQuery(
            "delete from case_step where case_id = :id and (state <> 'DONE' or step not in"
                + " (:steps))")
        .setParameter("id", caseId)
        .setParameter("steps", steps)
        .executeUpdate();
  }

  void put(UUID caseId, List<Change> changes, String by) {
    for (var change : changes) {
      if (change.state() == null) {
        database
            .createNativeQuery("delete from case_step where case_id = :id and step = :step")
            .setParameter("id", caseId)
            .setParameter("step", change.step())
            .executeUpdate();
      } else {
        put(caseId, change, change.state(), by);
      }
    }
  }

  private void put(UUID caseId, Change change, State state, String by) {
    database
        .createNativeQuery(
            "insert into case_step (case_id, step, state, opened_by, at, by) values (:id, :step,"
                + " :state, nullif(:opened, ''), :at, :by) on conflict (case_id, step) do update set state ="
                + " excluded.state, opened_by = excluded.opened_by, at = excluded.at, by ="
                + " excluded.by")
        .setParameter("id", caseId)
        .setParameter("step", change.step())
        .setParameter("state", state.name())
        .setParameter("opened", change.openedBy() == null ? "" : change.openedBy())
        .setParameter("at", clock.instant())
        .setParameter("by", by)
        .executeUpdate();
  }

  /** All that is stored of a case, to be stored again. */
  String snapshot(UUID caseId) {
    return (String)
        database
            .createNativeQuery(
                "select cast(jsonb_build_object('run', (select to_jsonb(p) from case_playbook p"
                    + " where p.case_id = :id), 'steps', (select coalesce(jsonb_agg(to_jsonb(s)"
                    + " order by s.step), '[]') from case_step s where s.case_id = :id)) as text)",
                String.class)
            .setParameter("id", caseId)
            .getSingleResult();
  }

  void restore(UUID caseId, String snapshot) {
    forget(caseId);
    for (var statement :
        List.of(
            "insert into case_playbook select r.* from jsonb_populate_record(cast(null as"
                + " case_playbook), nullif(cast(:kept as jsonb) -> 'run', 'null')) r where"
                + " r.case_id is not null",
            "insert into case_step select s.* from jsonb_populate_recordset(cast(null as"
                + " case_step), cast(:kept as jsonb) -> 'steps') s")) {
      database.createNativeQuery(statement).setParameter("kept", snapshot).executeUpdate();
    }
  }
}
