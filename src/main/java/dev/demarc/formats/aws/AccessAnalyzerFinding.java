package dev.demarc.formats.aws;

import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.formats.text.Lines;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A finding of IAM Access Analyzer, in its event or as the API answers it: a policy that lets
 * somebody outside in, or a permission that nobody uses. It has no title and no words, so both are
 * made of its fields. The policy is the customer's.
 */
public final class AccessAnalyzerFinding implements ReportFormat {

  private static final Set<String> STATUS = Set.of("ACTIVE", "ARCHIVED", "RESOLVED");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    if (opened.json() == null || !opened.json().isObject()) {
      return false;
    }
    var finding = finding(opened);
    var type = finding.text("resourceType");
    return type != null
        && type.startsWith("AWS::")
        && finding.first("resource", "resourceArn") != null
        && STATUS.contains(String.valueOf(finding.text("status")))
        && ("aws.access-analyzer".equals(opened.requireEnvelope().source())
            || finding.has("analyzedAt"));
  }

  /** {@code GetFinding} answers with one object around it. */
  private static AwsFields finding(OpenedSubmission opened) {
    var whole = AwsFields.of(opened.requireJson());
    return whole.has("finding.resourceType") ? whole.at("finding") : whole;
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var finding = finding(opened);
    var draft = new ReportDraft("access-analyzer");
    var resource = OpenedSubmission.recognised(finding.first("resource", "resourceArn"));
    boolean open = "true".equals(finding.text("isPublic"));
    boolean unused = String.valueOf(finding.text("findingType")).startsWith("Unused");
    draft.title = title(finding, resource, open, unused);
    draft.externalId = finding.text("id");
    draft.idScope = IdScope.ACCOUNT;
    draft.category = category(finding, open);
    draft.service = AwsResourceType.serviceOf(finding.text("resourceType"));
    draft.severity = open ? Severity.HIGH : unused ? Severity.LOW : Severity.MEDIUM;
    draft.over(
        !"ACTIVE".equals(finding.text("status")) || "true".equals(finding.text("isDeleted")));
    draft.occurredAt = finding.date("createdAt");
    draft.since = draft.occurredAt;
    draft.saidAt = finding.date("updatedAt");
    draft.region = finding.text("region");
    // what nobody uses is cleared away together; what is open to others is a matter each
    draft.control = unused ? finding.text("findingType") : null;
    GuardDutyFinding.account(draft, finding.first("accountId", "resourceOwnerAccount"));
    draft.indicators.add(resource, Role.MENTIONED);
    draft.ownResources = List.of(resource);
    var principals = principals(finding);
    draft
        .detail("status", finding.text("status"))
        .detail("resourceType", finding.text("resourceType"))
        .detail("resource", resource)
        .detail("public", finding.text("isPublic"))
        .detail("principals", principals)
        .detail("actions", finding.texts("action"))
        .detail("findingType", finding.text("findingType"))
        .detail("analysisError", finding.text("error"))
        .detail("analyzedAt", finding.date("analyzedAt"))
        .transport("analyzer", opened.requireEnvelope().resources());
    draft.text(lines(finding, draft.title, resource, principals).toString());
    opened.requireEnvelope().describe(draft);
    return draft.finish();
  }

  private static String title(AwsFields finding, String resource, boolean open, boolean unused) {
    if (finding.has("error")) {
      return "The access to " + resource + " could not be analysed";
    }
    if (unused) {
      return "Unused access: " + resource;
    }
    return open
        ? "Public access: anybody can reach " + resource
        : "Access from outside: a policy shares " + resource;
  }

  /** What anybody may read is exposed; what is shared with somebody may be meant to be. */
  private static Category category(AwsFields finding, boolean open) {
    var type = String.valueOf(finding.text("resourceType"));
    boolean holdsData =
        List.of("::S3", "Snapshot", "::EFS", "::DynamoDB", "::SecretsManager", "::ECR").stream()
            .anyMatch(type::contains);
    return open && holdsData ? Category.DATA_EXPOSURE : Category.MISCONFIGURATION;
  }

  /** Whom the policy lets in: {@code AWS 123456789012}. */
  private static List<String> principals(AwsFields finding) {
    var found = new ArrayList<String>();
    var principal = finding.at("principal").node();
    if (principal.isTextual()) {
      found.add(principal.asText());
    }
    principal
        .properties()
        .forEach(p -> found.add(p.getKey() + " " + p.getValue().asText("several")));
    return found;
  }

  private static Lines lines(
      AwsFields finding, @Nullable String title, String resource, List<String> principals) {
    return new Lines()
        .add("Finding", title)
        .add("Resource", resource)
        .add("Resource type", finding.text("resourceType"))
        .add("Status", finding.text("status"))
        .add("Public", finding.text("isPublic"))
        .add("Principal", principals)
        .add("Allowed actions", finding.texts("action"))
        .add("Finding type", finding.text("findingType"))
        .add("Restriction", finding.text("resourceControlPolicyRestriction"))
        .add("Error", finding.text("error"));
  }
}
