package dev.demarc.casework.views;

import dev.demarc.casework.CaseFile;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.contents.CaseReport;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reports that are filed in cases, for people and programs. */
@ApplicationScoped
public class FiledReports {

  private final CaseVisibility visibility;
  private final EntityManager database;

  FiledReports(CaseVisibility visibility, EntityManager database) {
    this.visibility = visibility;
    this.database = database;
  }

  List<CaseFile.ReportLine> newest(UUID caseId, int limit) {
    return lines(caseId, limit, null);
  }

  /** Newest first. */
  Page<CaseFile.ReportLine> of(UUID caseId, @Nullable Integer limit, @Nullable String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var rows = lines(caseId, size + 1, after == null ? null : after.id());
    return Page.of(rows, size, row -> new Cursor("", row.id()).encode());
  }

  private List<CaseFile.ReportLine> lines(UUID caseId, int limit, @Nullable UUID before) {
    var query =
        database
            .createQuery(
                "from CaseReport where caseId = :id"
                    + (before == null ? "" : " and reportId < :before")
                    + " order by reportId desc",
                CaseReport.class)
            .setParameter("id", caseId)
            .setMaxResults(limit);
    if (before != null) {
      query.setParameter("before", before);
    }
    return query
        .getResultStream()
        .map(
            r ->
                new CaseFile.ReportLine(
                    r.reportId,
                    r.receivedAt,
                    r.format,
                    r.channel,
                    r.title,
                    r.reporter,
                    r.externalId,
                    r.joinedBecause == null ? null : visibility.withoutUnseen(r.joinedBecause),
                    r.senderUnproved))
        .toList();
  }

  /** The case that a report is filed in; empty also where whoever asks does not see it. */
  @Transactional
  public Optional<String> caseOf(UUID reportId) {
    if (!visibility.seesReport(reportId)) {
      return Optional.empty();
    }
    return database
        .createQuery(
            "select c.key from CaseReport r join IncidentCase c on c.id = r.caseId where r.reportId"
                + " = :id",
            String.class)
        .setParameter("id", reportId)
        .getResultStream()
        .findFirst();
  }

  /** The fates of these reports, at most a page of them; without those that are in no case. */
  @Transactional
  public Map<UUID, ReportDisposition> dispositions(List<UUID> reportIds) {
    return database
        .createQuery(
            "select r.reportId, c.status, c.outcome, c.updatedAt from CaseReport r join"
                + " IncidentCase c on c.id = r.caseId where r.reportId in :ids",
            Object[].class)
        .setParameter("ids", reportIds)
        .getResultStream()
        .collect(
            Collectors.toMap(
                row -> (UUID) row[0],
                row ->
                    new ReportDisposition(
                        (CaseStatus) row[1], Outcome.stored((String) row[2]), (Instant) row[3])));
  }
}
