package dev.demarc.casework.filing;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.correlation.Correlation.Related;
import dev.demarc.casework.filing.CasesInCommon.CaseInCommon;
import dev.demarc.casework.filing.ReportFacts.Assessed;
import dev.demarc.casework.filing.WaitingReports.Opener;
import dev.demarc.intake.Channel;
import dev.demarc.intake.StoredReport;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Submitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a report, were it filed now, and which open cases name what it names: for
 * people who have it before them and have not decided. Changes nothing and locks nothing. What
 * whoever asks does not see is not there.
 */
@ApplicationScoped
public class ReportTrials {

  /** What filing would do with it. */
  public enum Outcome {
    JOINS,
    OPENS,
    SET_ASIDE;

    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How an open case stands to the report. */
  public enum Relation {
    /** The report would join it. */
    JOINS,
    /** It would be named as related: they share something weak and are two matters. */
    RELATED,
    /** It names the same, and correlation would leave it alone. */
    SHARES;

    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param caseKey the case that it would join, or the closed one that a new case would follow;
   *     null for neither
   * @param because for people
   */
  public record Outlook(
      Outcome outcome, @Nullable String caseKey, String because, List<OpenCase> openCases) {}

  /**
   * @param indicators what both name
   * @param because why it is joined or related; null for a case that only shares indicators
   */
  public record OpenCase(
      String key,
      String title,
      Relation relation,
      List<String> indicators,
      @Nullable String because,
      Instant lastReportAt) {}

  private final CandidateSearch candidates;
  private final WaitingReports waiting;
  private final CasesInCommon common;
  private final CaseVisibility visibility;
  private final EntityManager database;
  private final Clock clock;

  ReportTrials(
      CandidateSearch candidates,
      WaitingReports waiting,
      CasesInCommon common,
      CaseVisibility visibility,
      EntityManager database,
      Clock clock) {
    this.candidates = candidates;
    this.waiting = waiting;
    this.common = common;
    this.visibility = visibility;
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param by who would hand it over
   */
  @Transactional
  public Outlook of(Assessed assessed, Submitter by) {
    var parsed = assessed.report();
    var report = asIfStored(by);
    var category = assessed.assessment().category();
    var found = candidates.tried(report, parsed, category, assessed.holdings());
    var placement = Placement.of(found);
    var keys = seenKeys(placement);
    var open = openCases(common.of(parsed.indicators()), placement, found.related());
    var noReport = NoReport.because(parsed).orElse(null);
    if (noReport != null) {
      return new Outlook(Outcome.SET_ASIDE, null, noReport, open);
    }
    if (placement instanceof Placement.SetAside aside) {
      var because = visibility.withoutUnseen(aside.because());
      return new Outlook(Outcome.SET_ASIDE, null, because, open);
    }
    if (placement instanceof Placement.Join join && keys.containsKey(join.match().caseId())) {
      return new Outlook(Outcome.JOINS, keys.get(join.match().caseId()), why(join), open);
    }
    if (placement instanceof Placement.Open opens && opens.follows() == null) {
      var waits =
          waiting.tried(Opener.of(report, parsed, assessed.assessment(), found)).orElse(null);
      if (waits != null) {
        return new Outlook(Outcome.SET_ASIDE, null, waits, open);
      }
    }
    return opens(placement, keys, open);
  }

  private StoredReport asIfStored(Submitter by) {
    return new StoredReport(
        Ids.next(),
        clock.instant(),
        Channel.REST,
        "application/octet-stream",
        0,
        null,
        null,
        by.name(),
        by.key(),
        false);
  }

  private static String why(Placement.Join join) {
    return join.reopens() == null
        ? join.because()
        : join.because() + "; the case opens again: " + join.reopens();
  }

  /** To who does not see the case that it would join, it is as if there were none. */
  private static Outlook opens(
      Placement placement, Map<UUID, String> keys, List<OpenCase> openCases) {
    if (placement instanceof Placement.Open opens
        && opens.follows() != null
        && keys.containsKey(opens.follows().caseId())) {
      var because = opens.follows().because();
      return new Outlook(
          Outcome.OPENS,
          keys.get(opens.follows().caseId()),
          "a closed case was about the same" + (because == null ? "" : ": " + because),
          openCases);
    }
    return new Outlook(
        Outcome.OPENS, null, "no case is about the same by the rule of its category", openCases);
  }

  /** Keys of the cases that it would go to, of those that are seen. */
  private Map<UUID, String> seenKeys(Placement placement) {
    UUID to = null;
    if (placement instanceof Placement.Join join) {
      to = join.match().caseId();
    } else if (placement instanceof Placement.Open open && open.follows() != null) {
      to = open.follows().caseId();
    }
    if (to == null) {
      return Map.of();
    }
    var query =
        database
            .createNativeQuery(
                "select c.id, c.key from incident_case c where c.id = :id" + visibility.where("c"),
                Tuple.class)
            .setParameter("id", to);
    List<?> rows = visibility.bind(query).getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .collect(Collectors.toMap(r -> r.get(0, UUID.class), r -> r.get(1, String.class)));
  }

  private List<OpenCase> openCases(
      List<CaseInCommon> cases, Placement placement, List<Related> related) {
    var reasons = new HashMap<UUID, String>();
    related.forEach(r -> reasons.put(r.caseId(), r.because()));
    var joins = placement instanceof Placement.Join join ? join : null;
    return cases.stream().map(c -> openCase(c, joins, reasons)).toList();
  }

  private static OpenCase openCase(
      CaseInCommon of, Placement.@Nullable Join joins, Map<UUID, String> related) {
    var because = joins != null && joins.match().caseId().equals(of.id()) ? joins.because() : null;
    boolean joined = because != null;
    var relation =
        joined ? Relation.JOINS : related.containsKey(of.id()) ? Relation.RELATED : Relation.SHARES;
    return new OpenCase(
        of.key(),
        of.title(),
        relation,
        of.indicators(),
        joined ? because : related.get(of.id()),
        of.lastReportAt());
  }
}
