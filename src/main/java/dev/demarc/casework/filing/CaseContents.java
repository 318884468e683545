package dev.demarc.casework.filing;

import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.contents.CaseIndicators;
import dev.demarc.casework.contents.CaseReports;
import dev.demarc.casework.correlation.Subject;
import dev.demarc.casework.links.RelatedCases;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.StoredReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a report on its case, with what it names. */
@ApplicationScoped
public class CaseContents {

  private final CaseReports reports;
  private final CaseIndicators indicators;
  private final RelatedCases related;
  private final EntityManager database;

  CaseContents(
      CaseReports reports,
      CaseIndicators indicators,
      RelatedCases related,
      EntityManager database) {
    this.reports = reports;
    this.indicators = indicators;
    this.related = related;
    this.database = database;
  }

  /**
   * @param joinedBecause null for the report that opened the case
   */
  public void add(
      IncidentCase filedIn,
      StoredReport report,
      ParsedReport parsed,
      Candidates found,
      @Nullable String joinedBecause) {
    reports.link(filedIn, report, parsed, found.subjects(), joinedBecause);
    addSubjects(filedIn, found.subjects());
    indicators.add(filedIn.id, parsed.indicators());
    related.note(filedIn, found.related());
  }

  /** What a report names by itself is no longer known by another name only. */
  private void addSubjects(IncidentCase filedIn, List<Subject> subjects) {
    var kept = subjects.stream().filter(Subject::kept).toList();
    if (!kept.isEmpty()) {
      database
          .createNativeQuery(
              "insert into case_subject as known (case_id, subject, named_as, role, basis, strong)"
                  + " select :case, u.s, nullif(u.n, ''), nullif(u.r, ''), nullif(u.b, ''), u.t"
                  + " from unnest(cast(:subjects as text[]), cast(:names as text[]), cast(:roles as"
                  + " text[]), cast(:bases as text[]), cast(:strong as boolean[])) as u(s, n, r, b,"
                  + " t) on conflict (case_id, subject) do update set named_as = case when"
                  + " excluded.named_as is null then null else known.named_as end, strong ="
                  + " known.strong or excluded.strong where excluded.named_as is null and"
                  + " known.named_as is not null or excluded.strong and not known.strong")
          .setParameter("case", filedIn.id)
          .setParameter("subjects", CaseReports.keys(kept))
          .setParameter(
              "names",
              kept.stream().map(s -> Objects.toString(s.namedAs(), "")).toArray(String[]::new))
          .setParameter(
              "roles",
              kept.stream().map(s -> Objects.toString(s.role(), "")).toArray(String[]::new))
          .setParameter(
              "bases",
              kept.stream().map(s -> Objects.toString(s.basis(), "")).toArray(String[]::new))
          .setParameter("strong", kept.stream().map(Subject::isStrong).toArray(Boolean[]::new))
          .executeUpdate();
    }
  }
}
