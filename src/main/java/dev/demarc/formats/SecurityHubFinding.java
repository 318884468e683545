package dev.demarc.formats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.MalformedReport.FieldError;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A finding in the AWS Security Finding Format of Security Hub: bare, in a list of one, or in its
 * EventBridge event. Where {@code Severity} or {@code Types} is missing, that of {@code
 * FindingProviderFields} counts; the old {@code WorkflowState} does not.
 */
final class SecurityHubFinding implements ReportFormat {

  private static final List<String> REQUIRED =
      List.of(
          "SchemaVersion",
          "Id",
          "ProductArn",
          "GeneratorId",
          "AwsAccountId",
          "CreatedAt",
          "UpdatedAt",
          "Title",
          "Description",
          "Resources");

  private static final Set<String> OVER = Set.of("RESOLVED", "SUPPRESSED");
  private static final int MOST_RESOURCES = 100;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    var json = opened.json();
    return json != null
        && json.isObject()
        && (json.has("ProductArn") || json.has("AwsAccountId") && json.has("GeneratorId"));
  }

  /**
   * @throws MalformedReport naming every required field that is missing or of the wrong type
   */
  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var finding = opened.json();
    check(finding);
    var fields = AwsFields.of(finding);
    var draft = new ReportDraft("asff");
    facts(draft, fields);
    resources(draft, fields);
    network(draft, fields);
    draft.text(fields.text("Description")).text(lines(fields).toString());
    IndicatorMiner.mentions(fields.text("Title"), draft.indicators);
    IndicatorMiner.mentions(fields.text("Description"), draft.indicators);
    opened.envelope().describe(draft);
    return draft.finish();
  }

  private static void check(JsonNode finding) {
    var errors = new ArrayList<FieldError>();
    for (var name : REQUIRED) {
      var value = finding.path(name);
      if (value.isMissingNode() || value.isNull()) {
        errors.add(new FieldError(name, "is required"));
      } else if (name.equals("Resources") ? !value.isArray() : !value.isTextual()) {
        errors.add(
            new FieldError(name, name.equals("Resources") ? "must be a list" : "must be text"));
      }
    }
    for (var name : List.of("Severity", "Types")) {
      if (finding.path(name).isMissingNode()
          && finding.path("FindingProviderFields").path(name).isMissingNode()) {
        errors.add(new FieldError(name, "is required, here or in FindingProviderFields"));
      }
    }
    if (!errors.isEmpty()) {
      var first = errors.get(0);
      throw new MalformedReport(
          "This is not a valid Security Hub finding: "
              + first.field()
              + " "
              + first.message()
              + (errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "")
              + ". Mend the fields named in errors and send it again.",
          errors);
    }
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
    draft.resolved = "ARCHIVED".equals(record) || workflow != null && OVER.contains(workflow);
    draft
        .detail("types", types(finding))
        .detail("productArn", finding.text("ProductArn"))
        .detail("product", finding.text("ProductName"))
        .detail("generatorId", finding.text("GeneratorId"))
        .detail("severity", finding.text("Severity.Label"))
        .detail("workflowStatus", workflow)
        .detail("recordState", record)
        .detail("complianceStatus", finding.text("Compliance.Status"))
        .detail("controlId", finding.text("Compliance.SecurityControlId"))
        .detail("updatedAt", finding.date("UpdatedAt"))
        .detail("lastObservedAt", finding.date("LastObservedAt"));
  }

  private static List<String> types(AwsFields finding) {
    var types = finding.texts("Types");
    return types.isEmpty() ? finding.texts("FindingProviderFields.Types") : types;
  }

  private static Severity severity(AwsFields finding) {
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

  private static void resources(ReportDraft draft, AwsFields finding) {
    var ids = new ArrayList<String>();
    for (var resource : finding.list("Resources").stream().limit(MOST_RESOURCES).toList()) {
      var id = resource.text("Id");
      var actor = "actor".equalsIgnoreCase(resource.text("ResourceRole"));
      var role = actor ? Role.SOURCE : Role.TARGET;
      if (id != null) {
        ids.add(id);
        draft.indicators.add(id, role);
      }
      var details = resource.at("Details");
      details
          .texts("AwsEc2Instance.IpV4Addresses")
          .forEach(address -> draft.indicators.add(address, role));
      draft.indicators.add(details.text("AwsIamAccessKey.AccessKeyId"), role);
    }
    draft.detail("resources", ids);
    draft.detail(
        "resourceTypes",
        finding.list("Resources").stream()
            .map(r -> r.text("Type"))
            .filter(t -> t != null)
            .distinct()
            .toList());
  }

  private static void network(ReportDraft draft, AwsFields finding) {
    for (var path : List.of("Network.SourceIpV4", "Network.SourceIpV6", "Network.SourceDomain")) {
      draft.indicators.add(finding.text(path), Role.SOURCE);
    }
    for (var path :
        List.of(
            "Network.DestinationIpV4", "Network.DestinationIpV6", "Network.DestinationDomain")) {
      draft.indicators.add(finding.text(path), Role.TARGET);
    }
    for (var action : List.of("Action.AwsApiCallAction", "Action.NetworkConnectionAction")) {
      draft.indicators.add(finding.text(action + ".RemoteIpDetails.IpAddressV4"), Role.SOURCE);
    }
    for (var indicator : finding.list("ThreatIntelIndicators")) {
      draft.indicators.add(indicator.text("Value"), Role.MENTIONED);
    }
  }

  private static Lines lines(AwsFields finding) {
    return new Lines()
        .add("Finding types", types(finding))
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
