package dev.demarc.casework;

import dev.demarc.access.CaseScope;
import dev.demarc.access.Viewer;
import dev.demarc.notification.MailVisibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which cases whoever asks sees, for every query that a person or a program can ask: those that
 * have a part in one of their queues that was not withdrawn, and those of them that were merged.
 * What is not seen is not there: it is not found, not counted and not named.
 */
@ApplicationScoped
public class CaseVisibility implements MailVisibility {

  private static final String QUEUES = "seenQueues";

  private static final Pattern KEY = Pattern.compile("\\bDM-\\d{4}-\\d{6,}\\b");

  private final Viewer viewer;
  private final EntityManager database;

  CaseVisibility(Viewer viewer, EntityManager database) {
    this.viewer = viewer;
    this.database = database;
  }

  /**
   * A condition of SQL, with {@code and} before it; empty where they see all.
   *
   * @param of the alias of {@code incident_case}
   */
  public String where(String of) {
    var sight = viewer.sight();
    return sight.isAll()
        ? ""
        : " and exists (select 1 from work_item seen where seen.case_id = "
            + of
            + ".id and (seen.status <> 'WITHDRAWN' or "
            + of
            + ".status = 'MERGED')"
            + inSight(sight, "seen.queue_id")
            + ")";
  }

  /**
   * A condition of SQL: that a case's matter is back, as far as whoever asks may know. That it
   * follows a case that they do not see would tell of that.
   *
   * @param of the alias of {@code incident_case}
   */
  public String whereRegressed(String of) {
    var where = where("came_before");
    return of
        + ".regressed_at is not null"
        + (where.isEmpty()
            ? ""
            : " and ("
                + of
                + ".regressed_from is null or exists (select 1 from incident_case came_before where"
                + " came_before.id = "
                + of
                + ".regressed_from"
                + where
                + "))");
  }

  /** As {@link #where}, of a row that only has the id of a case. */
  public String whereCaseOf(String caseId) {
    var where = where("seen_case");
    return where.isEmpty()
        ? ""
        : " and exists (select 1 from incident_case seen_case where seen_case.id = "
            + caseId
            + where
            + ")";
  }

  @Override
  public String whereCaseIsSeen(String caseId) {
    var sight = viewer.sight();
    return sight.isAll()
        ? ""
        : " and exists (select 1 from WorkItem seen join IncidentCase seenCase on seenCase.id ="
            + " seen.caseId where seen.caseId = "
            + caseId
            + " and (seen.status <> 'WITHDRAWN' or seenCase.status = 'MERGED')"
            + inSight(sight, "seen.queueId")
            + ")";
  }

  /** A condition on the queues themselves, with {@code and} before it. */
  public String whereQueueIsSeen(String queueId) {
    var queues = viewer.sight().queues();
    return queues == null
        ? ""
        : queues.isEmpty() ? " and 1 = 0" : " and " + queueId + " in (:" + QUEUES + ")";
  }

  private String inSight(CaseScope sight, String queueId) {
    return whereQueueIsSeen(queueId)
        + (sight.side() == null ? "" : " and seen.side = '" + Side.valueOf(sight.side()) + "'");
  }

  @Override
  public <Q extends Query> Q bind(Q query) {
    var queues = viewer.sight().queues();
    if (queues != null && !queues.isEmpty()) {
      query.setParameter(QUEUES, queues);
    }
    return query;
  }

  /**
   * @throws Problem NOT_FOUND as if there were no such case
   */
  public void require(IncidentCase found) {
    if (!sees(found.id)) {
      throw Problem.notFound("There is no case " + found.key + ".");
    }
  }

  public boolean sees(UUID caseId) {
    return viewer.seesAll()
        || isThere("select 1 from incident_case c where c.id = :id" + where("c"), caseId);
  }

  /** Whether a report is in a case that they see; whoever sees all sees those in none, too. */
  public boolean seesReport(UUID reportId) {
    return viewer.seesAll()
        || isThere(
            "select 1 from case_report r join incident_case c on c.id = r.case_id where"
                + " r.report_id = :id"
                + where("c"),
            reportId);
  }

  private boolean isThere(String statement, UUID id) {
    return !bind(database.createNativeQuery(statement).setParameter("id", id))
        .getResultList()
        .isEmpty();
  }

  public boolean sees(CaseKey key) {
    return viewer.seesAll() || seen(Set.of(key.value())).contains(key.value());
  }

  /** Those of these keys whose cases they see. */
  public Set<String> seenOf(Collection<String> keys) {
    return keys.isEmpty() || viewer.seesAll() ? Set.copyOf(keys) : seen(keys);
  }

  /** Takes the keys of cases that they do not see out of what Demarc wrote about another. */
  public String withoutUnseen(String text) {
    return viewer.seesAll() ? text : masked(text);
  }

  private String masked(String text) {
    var named = new HashSet<String>();
    KEY.matcher(text).results().forEach(found -> named.add(found.group()));
    if (named.isEmpty()) {
      return text;
    }
    named.removeAll(seen(named));
    return KEY.matcher(text)
        .replaceAll(found -> named.contains(found.group()) ? "another case" : found.group());
  }

  private Set<String> seen(Collection<String> keys) {
    var query =
        database
            .createNativeQuery(
                "select c.key from incident_case c where c.key in (:keys)" + where("c"),
                String.class)
            .setParameter("keys", keys);
    var seen = new HashSet<String>();
    bind(query).getResultList().forEach(key -> seen.add((String) key));
    return seen;
  }
}
