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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A finding of Amazon Macie: sensitive data in an object of a bucket, or a bucket whose settings
 * let others in. Its types look like GuardDuty's; what it is about is the bucket, and whoever
 * changed a setting is the customer's own.
 */
public final class MacieFinding implements ReportFormat {

  @Override
  public boolean recognises(OpenedSubmission opened) {
    if (opened.json() == null || !opened.json().isObject()) {
      return false;
    }
    var finding = AwsFields.of(opened.json());
    return finding.has("resourcesAffected.s3Bucket") && finding.first("type", "type.id") != null;
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var finding = AwsFields.of(opened.requireJson());
    var draft = new ReportDraft("macie");
    var type = OpenedSubmission.recognised(finding.first("type", "type.id"));
    draft.title = finding.text("title");
    draft.matter = type;
    draft.externalId = finding.text("id");
    draft.idScope = IdScope.ACCOUNT;
    draft.category = category(type, finding);
    draft.service = "S3";
    draft.severity = severity(finding);
    draft.over("true".equals(finding.text("archived")));
    draft.occurredAt = finding.date("createdAt");
    draft.since = draft.occurredAt;
    draft.saidAt = finding.date("updatedAt");
    draft.region = finding.text("region");
    GuardDutyFinding.account(draft, finding.text("accountId"));
    var resources = resources(draft, finding);
    draft
        .transport("type", type)
        .detail("severity", finding.text("severity.description"))
        .detail("resources", resources)
        .detail("object", finding.text("resourcesAffected.s3Object.path"))
        .detail("publicAccess", access(finding))
        .detail("sensitiveData", sensitive(finding))
        .detail("count", finding.integer("count"))
        .detail("updatedAt", draft.saidAt);
    AwsSample.mark(draft, "true".equals(finding.text("sample")));
    draft.text(finding.text("description")).text(lines(finding, type, resources).toString());
    opened.requireEnvelope().describe(draft);
    return draft.finish();
  }

  /** {@code SensitiveData:S3Object/Credentials}, {@code Policy:IAMUser/S3BucketPublic}. */
  private static Category category(String type, AwsFields finding) {
    if (type.endsWith("/Credentials")) {
      return Category.CREDENTIAL_EXPOSURE;
    }
    boolean settings = type.startsWith("Policy:");
    boolean open = type.endsWith("Public") || "PUBLIC".equals(access(finding));
    return settings && !open ? Category.MISCONFIGURATION : Category.DATA_EXPOSURE;
  }

  private static @Nullable String access(AwsFields finding) {
    return finding.text("resourcesAffected.s3Bucket.publicAccess.effectivePermission");
  }

  private static @Nullable Severity severity(AwsFields finding) {
    var stated = finding.text("severity.description");
    return stated == null ? null : Severity.of(stated.toLowerCase(Locale.ROOT)).orElse(null);
  }

  private static List<String> resources(ReportDraft draft, AwsFields finding) {
    var found = new ArrayList<String>();
    var bucket = finding.at("resourcesAffected.s3Bucket");
    var arn = bucket.text("arn");
    var name = bucket.text("name");
    if (arn != null || name != null) {
      found.add(arn != null ? arn : "arn:aws:s3:::" + name);
    }
    found.forEach(resource -> draft.indicators.add(resource, Role.MENTIONED));
    draft.ownResources = List.copyOf(found);
    // who changed a setting may well do so; that it was changed is the matter
    for (var path : List.of("assumedRole.arn", "iamUser.arn", "root.arn")) {
      draft.transport("actor", finding.text("policyDetails.actor.userIdentity." + path));
    }
    return found;
  }

  private static List<String> sensitive(AwsFields finding) {
    var found = new ArrayList<String>();
    for (var kind : finding.list("classificationDetails.result.sensitiveData")) {
      for (var detection : kind.list("detections")) {
        var count = detection.text("count");
        found.add(detection.text("type") + (count == null ? "" : ", " + count + " times"));
      }
    }
    return found;
  }

  private static Lines lines(AwsFields finding, String type, List<String> resources) {
    return new Lines()
        .add("Found", type.substring(type.indexOf('/') + 1))
        .add("Severity", finding.text("severity.description"))
        .add("Bucket", resources)
        .add("Object", finding.text("resourcesAffected.s3Object.path"))
        .add("Public access", access(finding))
        .add("Sensitive data", sensitive(finding))
        .add("API called", finding.text("policyDetails.action.apiCallDetails.api"));
  }
}
