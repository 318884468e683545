package dev.demarc.formats.aws;

import dev.demarc.formats.JsonTree;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.formats.Statement.Kind;
import dev.demarc.formats.Statement.State;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.text.Lines;
import dev.demarc.shared.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A finding in the AWS Security Finding Format of Security Hub: bare, in a list of one, or in its
 * EventBridge event. Where {@code Severity} or {@code Types} is missing, that of {@code
 * FindingProviderFields} counts; the old {@code WorkflowState} does not.
 */
public final class SecurityHubFinding implements ReportFormat {

  private static final String SCHEMA = "2018-10-08";
  private static final Set<String> OVER = Set.of("RESOLVED", "SUPPRESSED");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    var json = opened.json();
    return json != null
        && json.isObject()
        && (json.has("ProductArn")
            || json.has("AwsAccountId") && json.has("GeneratorId")
            || SCHEMA.equals(JsonTree.text(json.path("SchemaVersion"))));
  }

  /**
   * @throws MalformedReport naming every required field that is missing or of the wrong type; SNS
   *     would not send a refused finding again, so there they are problems
   */
  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var finding = opened.requireJson();
    var errors = AsffRules.broken(finding);
    if (!errors.isEmpty() && !opened.requireEnvelope().isNotification()) {
      throw AsffRules.malformed(errors);
    }
    var fields = AwsFields.of(finding);
    var draft = new ReportDraft("asff");
    errors.forEach(e -> draft.problem("Security Hub: " + e.field() + " " + e.message()));
    facts(draft, fields);
    AsffIndicators.of(draft, fields);
    draft.text(fields.text("Description")).text(lines(fields).toString());
    IndicatorMiner.mentions(fields.text("Title"), draft.indicators);
    IndicatorMiner.mentions(fields.text("Description"), draft.indicators);
    opened.requireEnvelope().describe(draft);
    return draft.finish();
  }

  private static void facts(ReportDraft draft, AwsFields finding) {
    draft.title = finding.text("Title");
    draft.externalId = finding.text("Id");
    draft.severity = severity(finding);
    draft.occurredAt = finding.date("FirstObservedAt");
    if (draft.occurredAt == null) {
      draft.occurredAt = finding.date("CreatedAt");
    }
    GuardDutyFinding.account(draft, finding.text("AwsAccountId"));
    draft.region = finding.text("Region");
    if (draft.region == null) {
      draft.region =
          finding.list("Resources").stream().findFirst().map(r -> r.text("Region")).orElse(null);
    }
    var workflow = finding.text("Workflow.Status");
    var record = finding.text("RecordState");
    draft.kind = CheckOutcome.ofAsff(finding);
    AwsSample.mark(draft, "true".equals(finding.text("Sample")));
    draft.control = CheckOutcome.controlOfAsff(finding);
    draft.state =
        isOver(record, workflow, draft.kind)
            ? State.OVER
            : "NEW".equals(workflow) ? State.NEW : State.UNSTATED;
    draft.idScope = IdScope.ACCOUNT;
    draft.saidAt = finding.date("UpdatedAt");
    draft.since = finding.date("FirstObservedAt");
    var types = types(finding);
    draft.category = AsffTypes.category(types, finding);
    draft.service = service(finding);
    draft
        .detail("findingType", AsffTypes.ofGuardDuty(types))
        .detail("cve", cves(finding))
        .detail("types", types)
        .detail("productArn", finding.text("ProductArn"))
        .detail("product", finding.text("ProductName"))
        .detail("generatorId", finding.text("GeneratorId"))
        .detail("severity", finding.text("Severity.Label"))
        .detail("workflowStatus", workflow)
        .detail("recordState", record)
        .detail("complianceStatus", finding.text("Compliance.Status"))
        .detail("remediation", finding.text("Remediation.Recommendation.Text"))
        .detail("controlId", finding.text("Compliance.SecurityControlId"))
        .detail("updatedAt", finding.date("UpdatedAt"))
        .detail("lastObservedAt", finding.date("LastObservedAt"));
  }

  /** A control that passed is over as well: Security Hub resolves it by itself, but later. */
  private static boolean isOver(@Nullable String record, @Nullable String workflow, Kind kind) {
    return "ARCHIVED".equals(record)
        || workflow != null && OVER.contains(workflow)
        || kind == Kind.PASSED;
  }

  /** That of the first resource that did not act itself: who used a key is not what it is about. */
  private static @Nullable String service(AwsFields finding) {
    return finding.list("Resources").stream()
        .filter(r -> !"actor".equalsIgnoreCase(r.text("ResourceRole")))
        .findFirst()
        .map(r -> AwsResourceType.serviceOf(r.text("Type")))
        .orElse(null);
  }

  private static List<String> cves(AwsFields finding) {
    return finding.list("Vulnerabilities").stream()
        .map(v -> v.text("Id"))
        .filter(Objects::nonNull)
        .toList();
  }

  static List<String> types(AwsFields finding) {
    var types = finding.texts("Types");
    return types.isEmpty() ? finding.texts("FindingProviderFields.Types") : types;
  }

  private static @Nullable Severity severity(AwsFields finding) {
    for (var place : List.of("Severity", "FindingProviderFields.Severity")) {
      var label = finding.text(place + ".Label");
      if (label != null) {
        var lower = label.toLowerCase(Locale.ROOT);
        return lower.equals("informational") ? Severity.LOW : Severity.of(lower).orElse(null);
      }
      var normalized = finding.integer(place + ".Normalized");
      if (normalized != null) {
        return normalized < 40
            ? Severity.LOW
            : normalized < 70
                ? Severity.MEDIUM
                : normalized < 90 ? Severity.HIGH : Severity.CRITICAL;
      }
    }
    return null;
  }

  private static Lines lines(AwsFields finding) {
    return new Lines()
        .add("Finding types", types(finding))
        .add("GuardDuty type", AsffTypes.ofGuardDuty(types(finding)))
        .add("Vulnerabilities", cves(finding))
        .add("Product", finding.text("ProductName"))
        .add("Severity", finding.text("Severity.Label"))
        .add("Control", finding.text("Compliance.SecurityControlId"))
        .add("Compliance", finding.text("Compliance.Status"))
        .add(
            "Resources",
            finding.list("Resources").stream()
                .map(r -> r.text("Id"))
                .filter(id -> id != null)
                .toList())
        .add(
            "Resource types",
            finding.list("Resources").stream()
                .map(r -> r.text("Type"))
                .filter(t -> t != null)
                .distinct()
                .toList())
        .add("Workflow", finding.text("Workflow.Status"))
        .add("Remediation", finding.text("Remediation.Recommendation.Text"));
  }
}
