package dev.demarc.casework.merging;

import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.contents.CaseIndicators;
import dev.demarc.casework.contents.CaseReport;
import dev.demarc.casework.contents.Rereading;
import dev.demarc.casework.correlation.Subjects;
import dev.demarc.casework.participants.Participants;
import dev.demarc.reading.ReadReport;
import dev.demarc.shared.Indicator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Moves reports from one case to another, with what only they name. */
@ApplicationScoped
class ReportMoves {

  private final Rereading rereading;
  private final CaseIndicators indicators;
  private final Participants participants;
  private final EntityManager database;
  private final Clock clock;

  ReportMoves(
      Rereading rereading,
      CaseIndicators indicators,
      Participants participants,
      EntityManager database,
      Clock clock) {
    this.rereading = rereading;
    this.indicators = indicators;
    this.participants = participants;
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param moved reports of the first case, which both cases are held for; each as it is read now
   * @param opens whether the first of them opens the case that they go to
   * @param because why the others are there then
   */
  void move(
      List<CaseReport> moved,
      List<ReadReport> reread,
      IncidentCase from,
      IncidentCase to,
      boolean opens,
      String because) {
    for (var row : moved) {
      row.caseId = to.id;
      row.joinedBecause = because;
    }
    if (opens) {
      moved.get(0).joinedBecause = null;
    }
    database.flush();
    moveParticipants(moved, from, to, opens);
    moveSubjects(moved, reread, from, to);
    indicators.move(from.id, to.id, counted(reread));
    count(from, to, moved, opens);
  }

  private void moveParticipants(
      List<CaseReport> moved, IncidentCase from, IncidentCase to, boolean opens) {
    var going =
        moved.stream().map(row -> row.reporter).filter(Objects::nonNull).distinct().toList();
    var lower = going.stream().map(address -> address.toLowerCase(Locale.ROOT)).toList();
    var staying =
        database
            .createQuery(
                "select distinct reporter from CaseReport where caseId = :id and lower(reporter) in"
                    + " :going",
                String.class)
            .setParameter("id", from.id)
            .setParameter("going", lower)
            .getResultList();
    participants.split(from.id, to.id, going, staying, opens);
  }

  /**
   * By what was said of them when they were filed too: the inventory may say something else now.
   */
  private void moveSubjects(
      List<CaseReport> moved, List<ReadReport> reread, IncidentCase from, IncidentCase to) {
    var named = new TreeSet<String>();
    moved.forEach(row -> named.addAll(List.of(row.subjects)));
    for (var one : reread) {
      var holdings = rereading.holdings(one.parsed(), one.report().receivedAt());
      Subjects.of(one.report(), one.parsed(), to.category(), holdings)
          .forEach(subject -> named.add(subject.key()));
      Subjects.of(one.report(), one.parsed(), from.category(), holdings)
          .forEach(subject -> named.add(subject.key()));
    }
    database
        .createNativeQuery(
            "with gone as (delete from case_subject s where s.case_id = :from and s.subject ="
                + " any(:named) and not exists (select 1 from case_report r where r.case_id = :from"
                + " and s.subject = any(r.subjects)) returning s.*) insert into"
                + " case_subject (case_id, subject, named_as, role, basis, strong) select :to,"
                + " subject, named_as, role, basis, strong from gone on conflict do nothing")
        .setParameter("from", from.id)
        .setParameter("to", to.id)
        .setParameter("named", named.toArray(String[]::new))
        .executeUpdate();
  }

  private static Map<Indicator, Integer> counted(List<ReadReport> reread) {
    var counts = new HashMap<Indicator, Integer>();
    for (var one : reread) {
      one.parsed().indicators().stream()
          .distinct()
          .forEach(indicator -> counts.merge(indicator, 1, Integer::sum));
    }
    return counts;
  }

  private void count(IncidentCase from, IncidentCase to, List<CaseReport> moved, boolean opens) {
    var last = moved.stream().map(row -> row.receivedAt).max(Instant::compareTo).orElseThrow();
    to.reportCount = opens ? moved.size() : to.reportCount + moved.size();
    if (opens || last.isAfter(to.lastReportAt)) {
      to.lastReportAt = last;
    }
    from.reportCount = Math.max(1, from.reportCount - moved.size());
    from.lastReportAt =
        database
            .createQuery("select max(receivedAt) from CaseReport where caseId = :id", Instant.class)
            .setParameter("id", from.id)
            .getSingleResult();
    from.changed(clock.instant());
  }
}
