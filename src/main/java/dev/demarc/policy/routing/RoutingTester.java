package dev.demarc.policy.routing;

import dev.demarc.casework.dispatch.PastWork;
import dev.demarc.casework.filing.ReportFacts;
import dev.demarc.casework.filing.ReportTrials;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.ReporterRecords;
import dev.demarc.routing.RoutingVersions;
import dev.demarc.routing.RulesVersion;
import dev.demarc.routing.rules.Decision;
import dev.demarc.routing.rules.Facts;
import dev.demarc.routing.rules.Gives;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Submitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which rule takes a case or a report, and why the others don't. Changes nothing. */
@ApplicationScoped
public class RoutingTester {

  /**
   * What came of asking the rules.
   *
   * @param version the number of the version that was asked
   * @param what the key of the case, or the title of the report
   * @param parts one for each side that has work
   * @param filing what filing would do with a report; null for a case
   */
  public record Trial(
      int version,
      String versionName,
      String what,
      List<Part> parts,
      ReportTrials.@Nullable Outlook filing) {}

  /**
   * @param takenBy the name of the rule that names the queue
   * @param rules every rule with what came of it, in order; the default last
   */
  public record Part(
      Side side, @Nullable String takenBy, Gives gives, Facts facts, List<Decision.Line> rules) {}

  private final RoutingVersions versions;
  private final PastWork work;
  private final ReportFacts reports;
  private final ReportTrials trials;
  private final ReporterRecords records;

  RoutingTester(
      RoutingVersions versions,
      PastWork work,
      ReportFacts reports,
      ReportTrials trials,
      ReporterRecords records) {
    this.versions = versions;
    this.work = work;
    this.reports = reports;
    this.trials = trials;
    this.records = records;
  }

  /**
   * @param version null for the one in force
   * @throws Problem NOT_FOUND
   */
  public Trial ofCase(CaseKey key, @Nullable UUID version) {
    var found = work.of(key);
    return trial(version(version), found.key(), found.parts(), null);
  }

  /**
   * @param by who would hand it over
   * @param version null for the one in force
   * @throws Problem NOT_FOUND
   */
  public Trial ofReport(byte[] raw, String contentType, Submitter by, @Nullable UUID version) {
    var rules = version(version);
    var assessed = reports.assess(raw, contentType);
    var parts = assessed.parts().stream().map(records::complete).toList();
    return trial(rules, assessed.report().title(), parts, trials.of(assessed, by));
  }

  private RulesVersion version(@Nullable UUID id) {
    return id == null ? versions.inForce() : versions.read(id);
  }

  private static Trial trial(
      RulesVersion version, String what, List<Facts> parts, ReportTrials.@Nullable Outlook filing) {
    var rules = version.ruleSet();
    return new Trial(
        version.number(),
        version.name(),
        what,
        parts.stream()
            .map(
                facts -> {
                  var decided = rules.decide(facts);
                  return new Part(
                      facts.part(), decided.rule(), decided.gives(), facts, decided.lines());
                })
            .toList(),
        filing);
  }
}
