package dev.demarc.casework.views;

import dev.demarc.access.Viewer;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.CaseMarks;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.NextClock;
import dev.demarc.casework.StoredAssessment;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.contents.CaseIndicators;
import dev.demarc.casework.contents.IndicatorCursor;
import dev.demarc.casework.links.RelatedCases;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.undo.ChangeHistory;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads cases for people and programs. */
@ApplicationScoped
public class CaseReader {

  private static final int REPORTS = 50;
  private static final int INDICATORS = 100;

  private final Cases cases;
  private final CaseVisibility visibility;
  private final FiledReports reports;
  private final CaseIndicators indicators;
  private final RelatedCases related;
  private final Router router;
  private final TimelineReader timeline;
  private final ChangeHistory history;
  private final Disputes disputes;
  private final Viewer viewer;
  private final EntityManager database;

  /** It gathers what is known of a case from all who know a part of it. */
  CaseReader(
      Cases cases,
      CaseVisibility visibility,
      FiledReports reports,
      CaseIndicators indicators,
      RelatedCases related,
      Router router,
      TimelineReader timeline,
      ChangeHistory history,
      Disputes disputes,
      Viewer viewer,
      EntityManager database) {
    this.cases = cases;
    this.visibility = visibility;
    this.reports = reports;
    this.indicators = indicators;
    this.related = related;
    this.router = router;
    this.timeline = timeline;
    this.history = history;
    this.disputes = disputes;
    this.viewer = viewer;
    this.database = database;
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public CaseFile read(CaseKey key) {
    var found = cases.read(key);
    var decisions = decisions(found);
    var inForce = decisions.stream().filter(a -> a.inForce).findFirst().orElseThrow();
    var engine =
        decisions.stream()
            .filter(a -> a.madeBy == StoredAssessment.MadeBy.ENGINE)
            .reduce((earlier, later) -> later)
            .filter(a -> !a.inForce);
    var next = nextClock(found);
    return new CaseFile(
        found.id,
        found.key,
        found.title,
        found.status,
        found.workStatus,
        found.category(),
        found.service,
        found.layers(),
        found.responsibility,
        found.severity,
        found.accountId,
        found.region,
        found.owner,
        found.openedAt,
        found.updatedAt,
        found.closedAt,
        Outcome.stored(found.outcome),
        found.outcomeReason,
        found.mergedInto == null || !visibility.sees(found.mergedInto)
            ? null
            : cases.findById(found.mergedInto).key,
        found.reportCount,
        next == null ? found.dueAt : next.dueAt(),
        next,
        found.replyBy,
        found.tlp,
        found.statedTlp,
        found.version,
        decision(inForce),
        engine.map(CaseReader::decision).orElse(null),
        workItems(found),
        reports.newest(found.id, REPORTS),
        indicators.of(found.id, INDICATORS),
        related.of(found.id),
        viewer.who().map(who -> history.undoable(found.id, who)).orElse(List.of()),
        CaseMarks.of(
            found,
            found.regressedFrom == null || visibility.sees(found.regressedFrom),
            disputes.since(found.id)));
  }

  /** A duty towards others may outlast the case. */
  private @Nullable NextClock nextClock(IncidentCase of) {
    if (of.status == CaseStatus.MERGED) {
      return null;
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select " + NextClock.COLUMNS + " from next_clock(:id) n", Tuple.class)
            .setParameter("id", of.id)
            .getResultList();
    return rows.isEmpty() ? null : NextClock.of((Tuple) rows.get(0));
  }

  /** Its key, for a link to it; empty where whoever asks does not see it. */
  @Transactional
  public Optional<String> keyOf(UUID id) {
    return visibility.sees(id) ? Optional.of(cases.findById(id).key) : Optional.empty();
  }

  private List<StoredAssessment> decisions(IncidentCase of) {
    return database
        .createQuery(
            "from StoredAssessment where caseId = :id order by madeAt, id", StoredAssessment.class)
        .setParameter("id", of.id)
        .setMaxResults(200)
        .getResultList();
  }

  private static CaseFile.Decision decision(StoredAssessment stored) {
    return new CaseFile.Decision(
        stored.madeBy.name().toLowerCase(Locale.ROOT),
        stored.actor,
        stored.madeAt,
        stored.reason,
        stored.toAssessment());
  }

  private List<CaseFile.WorkItemLine> workItems(IncidentCase of) {
    Map<UUID, Queue> queues =
        router.queues().stream().collect(Collectors.toMap(Queue::id, Function.identity()));
    return cases.workItems(of).stream()
        .map(
            item ->
                line(
                    of,
                    item,
                    Objects.requireNonNull(
                        queues.get(item.queueId), "a queue that has work is there")))
        .toList();
  }

  private static CaseFile.WorkItemLine line(IncidentCase of, WorkItem item, Queue queue) {
    return new CaseFile.WorkItemLine(
        item.side,
        item.kind,
        queue.slug(),
        queue.name(),
        item.rule,
        item.task,
        item.status,
        item.status.next(),
        item.assignee,
        item.createdAt,
        item.startedAt,
        item.doneAt,
        item.dueAt,
        item.waitingOn,
        item.waitingUntil,
        of.version);
  }

  /** A case's reports, newest first. */
  @Transactional
  public Page<CaseFile.ReportLine> reports(
      CaseKey key, @Nullable Integer limit, @Nullable String cursor) {
    return reports.of(cases.read(key).id, limit, cursor);
  }

  /** All that was observed in a case's reports, by type and value. */
  @Transactional
  public Page<CaseFile.IndicatorLine> indicators(
      CaseKey key, @Nullable Integer limit, String cursor) {
    int size = Page.limit(limit);
    var of = cases.read(key).id;
    var rows = indicators.page(of, IndicatorCursor.decode(cursor), size + 1);
    return Page.of(rows, size, row -> IndicatorCursor.encode(of, row));
  }

  /** A case's timeline, oldest first. */
  @Transactional
  public Page<CaseFile.CaseEvent> timeline(
      CaseKey key, @Nullable Integer limit, @Nullable String cursor) {
    return timeline.oldestFirst(cases.read(key).id, limit, cursor);
  }

  /** A case's timeline, newest first. */
  @Transactional
  public Page<CaseFile.CaseEvent> latest(CaseKey key, Integer limit, @Nullable String cursor) {
    return timeline.newestFirst(cases.read(key).id, limit, cursor);
  }

  /** Whether whoever asks sees the case, for what comes after a change of it. */
  @Transactional
  public boolean isSeen(CaseKey key) {
    return visibility.sees(key);
  }
}
