package dev.demarc.formats.aws;

import dev.demarc.formats.JsonTree;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.formats.Statement.Kind;
import dev.demarc.formats.text.Lines;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A finding of Amazon Inspector: a flaw in installed software or in code, or a port that can be
 * reached. Nothing has happened: what its description says attackers could do, and the pages that
 * it refers to, are kept as details that no rule reads.
 */
public final class InspectorFinding implements ReportFormat {

  private static final List<String> KINDS =
      List.of(
          "packageVulnerabilityDetails", "codeVulnerabilityDetails", "networkReachabilityDetails");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    var json = opened.json();
    if (json == null || !json.isObject()) {
      return false;
    }
    var finding = AwsFields.of(json);
    var arn = finding.text("findingArn");
    return arn != null
        && (arn.contains(":inspector2:") || KINDS.stream().anyMatch(finding::has))
        && JsonTree.text(json, "type", "Type") != null;
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var finding = AwsFields.of(opened.requireJson());
    var draft = new ReportDraft("inspector");
    facts(draft, finding);
    var resources = resources(draft, finding);
    draft.text(lines(finding, resources).toString());
    opened.requireEnvelope().describe(draft);
    return draft.finish();
  }

  private static void facts(ReportDraft draft, AwsFields finding) {
    var type = finding.text("type");
    var status = finding.text("status");
    draft.title = finding.text("title");
    draft.matter = type;
    draft.externalId = finding.text("findingArn");
    draft.idScope = IdScope.ACCOUNT;
    draft.category =
        "NETWORK_REACHABILITY".equals(type) ? Category.MISCONFIGURATION : Category.VULNERABILITY;
    draft.severity = severity(finding.text("severity"));
    draft.kind =
        "SUPPRESSED".equals(status)
            ? Kind.SUPPRESSED
            : "INFORMATIONAL".equals(finding.text("severity")) ? Kind.INFORMATIONAL : Kind.REPORT;
    draft.over("CLOSED".equals(status) || draft.kind == Kind.SUPPRESSED);
    draft.occurredAt = finding.date("firstObservedAt");
    draft.since = draft.occurredAt;
    draft.saidAt = finding.date("updatedAt");
    GuardDutyFinding.account(draft, finding.text("awsAccountId"));
    draft
        .detail("type", type)
        .detail("findingArn", finding.text("findingArn"))
        .detail("status", status)
        .detail("severity", finding.text("severity"))
        .detail("cve", finding.text("packageVulnerabilityDetails.vulnerabilityId"))
        .detail("affectedPackages", packages(finding))
        .detail("fixAvailable", finding.text("fixAvailable"))
        .detail("exploitAvailable", finding.text("exploitAvailable"))
        .detail("inspectorScore", finding.text("inspectorScore"))
        .detail("lastObservedAt", finding.date("lastObservedAt"))
        .transport("description", finding.text("description"))
        .transport("remediation", finding.text("remediation.recommendation.text"))
        .transport("references", references(finding));
  }

  private static @Nullable Severity severity(@Nullable String stated) {
    var lower = stated == null ? "" : stated.toLowerCase(Locale.ROOT);
    return lower.equals("informational") ? Severity.LOW : Severity.of(lower).orElse(null);
  }

  /** What was installed: name, version, and the version that has the flaw no more. */
  private static List<String> packages(AwsFields finding) {
    return finding.list("packageVulnerabilityDetails.vulnerablePackages").stream()
        .filter(p -> p.text("name") != null)
        .map(
            p ->
                p.text("name")
                    + (p.has("version") ? " " + p.text("version") : "")
                    + (p.has("fixedInVersion") ? ", fixed in " + p.text("fixedInVersion") : ""))
        .distinct()
        .toList();
  }

  private static List<String> references(AwsFields finding) {
    var all = new ArrayList<String>();
    all.addAll(finding.texts("packageVulnerabilityDetails.sourceUrl"));
    all.addAll(finding.texts("packageVulnerabilityDetails.referenceUrls"));
    all.addAll(finding.texts("codeVulnerabilityDetails.referenceUrls"));
    all.addAll(finding.texts("remediation.recommendation.Url"));
    return all;
  }

  /** The resources with the flaw; the rest of their details tells where else they stand. */
  private static List<String> resources(ReportDraft draft, AwsFields finding) {
    var ids = new ArrayList<String>();
    for (var resource : finding.list("resources")) {
      var id = resource.text("id");
      if (id != null) {
        ids.add(id);
        draft.indicators.add(id, Role.MENTIONED);
      }
      draft.region = draft.region == null ? resource.text("region") : draft.region;
      var type = resource.text("type");
      draft.service = draft.service == null ? AwsResourceType.serviceOf(type) : draft.service;
      draft.detail("resourceType", type);
      for (var path :
          List.of("details.awsEc2Instance.ipV4Addresses", "details.awsEc2Instance.ipV6Addresses")) {
        resource.texts(path).forEach(address -> draft.indicators.add(address, Role.MENTIONED));
      }
    }
    draft.ownResources = ids;
    draft.detail("resources", ids);
    return ids;
  }

  private static Lines lines(AwsFields finding, List<String> resources) {
    return new Lines()
        .add("Finding", finding.text("title"))
        .add("Type", finding.text("type"))
        .add("Severity", finding.text("severity"))
        .add("Status", finding.text("status"))
        .add("Vulnerability", finding.text("packageVulnerabilityDetails.vulnerabilityId"))
        .add("Packages", packages(finding))
        .add("Weakness", finding.texts("codeVulnerabilityDetails.cwes"))
        .add("File", finding.text("codeVulnerabilityDetails.filePath.filePath"))
        .add("Reachable port", port(finding))
        .add("Fix available", finding.text("fixAvailable"))
        .add("Exploit known", finding.text("exploitAvailable"))
        .add("Resources", resources);
  }

  private static @Nullable String port(AwsFields finding) {
    var begin = finding.text("networkReachabilityDetails.openPortRange.begin");
    var end = finding.text("networkReachabilityDetails.openPortRange.end");
    var protocol = finding.text("networkReachabilityDetails.protocol");
    if (begin == null) {
      return null;
    }
    var ports = Objects.equals(begin, end) || end == null ? begin : begin + " to " + end;
    return protocol == null ? ports : protocol + " " + ports;
  }
}
