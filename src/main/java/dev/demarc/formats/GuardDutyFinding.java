package dev.demarc.formats;

import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * An Amazon GuardDuty finding: bare, in its EventBridge event, or as the API answers it. Whether
 * the resource attacks or suffers is told by {@code service.resourceRole}: the role of its
 * indicators follows from it, and that of the other end's.
 */
final class GuardDutyFinding implements ReportFormat {

  @Override
  public boolean recognises(OpenedSubmission opened) {
    if (opened.json() == null || !opened.json().isObject()) {
      return false;
    }
    var finding = AwsFields.of(opened.json());
    var type = finding.text("type");
    boolean typed = type != null && type.contains(":") && finding.has("severity");
    return typed && !finding.has("productArn") && finding.has("id") && finding.has("resource")
        || typed && "aws.guardduty".equals(opened.envelope().source());
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var finding = AwsFields.of(opened.json());
    var draft = new ReportDraft("guardduty");
    facts(draft, finding);
    var remotes = remotes(draft, finding);
    var resources = resources(draft, finding);
    draft.text(finding.text("description")).text(lines(finding, resources, remotes).toString());
    IndicatorMiner.mentions(finding.text("title"), draft.indicators);
    IndicatorMiner.mentions(finding.text("description"), draft.indicators);
    opened.envelope().describe(draft);
    return draft.finish();
  }

  private static void facts(ReportDraft draft, AwsFields finding) {
    var type = finding.text("type");
    var title = finding.text("title");
    draft.title = title == null ? "GuardDuty " + type : title;
    draft.externalId = finding.text("id");
    draft.region = finding.text("region");
    draft.severity = severity(finding.text("severity"));
    draft.occurredAt = finding.date("service.eventFirstSeen");
    if (draft.occurredAt == null) {
      draft.occurredAt = finding.date("createdAt");
    }
    draft.resolved = "true".equals(finding.text("service.archived"));
    account(draft, finding.text("accountId"));
    draft
        .detail("type", type)
        .detail("findingArn", finding.text("arn"))
        .detail("severity", finding.text("severity"))
        .detail("resourceType", finding.text("resource.resourceType"))
        .detail("resourceRole", finding.text("service.resourceRole"))
        .detail("actionType", finding.text("service.action.actionType"))
        .detail("count", finding.integer("service.count"))
        .detail("eventFirstSeen", finding.date("service.eventFirstSeen"))
        .detail("eventLastSeen", finding.date("service.eventLastSeen"))
        .detail("updatedAt", finding.date("updatedAt"))
        .detail("archived", finding.text("service.archived"));
    if (draft.title.contains("[SAMPLE]")) {
      draft.detail("sample", true);
    }
  }

  static void account(ReportDraft draft, String account) {
    if (account != null && account.matches("\\d{12}")) {
      draft.accountId = account;
      draft.indicators.add(account, Role.MENTIONED);
    } else if (account != null) {
      draft.problem("An AWS account id has 12 digits: " + Text.oneLine(account, 100));
    }
  }

  /** Low below 4, medium below 7, high below 9. */
  private static Severity severity(String stated) {
    try {
      double value = stated == null ? -1 : Double.parseDouble(stated);
      return value < 0
          ? null
          : value < 4
              ? Severity.LOW
              : value < 7 ? Severity.MEDIUM : value < 9 ? Severity.HIGH : Severity.CRITICAL;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean attacks(AwsFields finding) {
    return "ACTOR".equalsIgnoreCase(finding.text("service.resourceRole"));
  }

  /** The other ends of the action. */
  private static List<String> remotes(ReportDraft draft, AwsFields finding) {
    var found = new ArrayList<String>();
    var action = finding.at("service.action");
    for (var kind :
        List.of(
            "networkConnectionAction",
            "awsApiCallAction",
            "kubernetesApiCallAction",
            "rdsLoginAttemptAction")) {
      address(action.at(kind + ".remoteIpDetails"), found);
    }
    for (var probe : action.list("portProbeAction.portProbeDetails")) {
      address(probe.at("remoteIpDetails"), found);
    }
    found.addAll(action.texts("dnsRequestAction.domain"));
    for (var actor : finding.list("service.detection.sequence.endpoints")) {
      found.addAll(actor.texts("ip"));
    }
    var role = attacks(finding) ? Role.TARGET : Role.SOURCE;
    found.forEach(remote -> draft.indicators.add(remote, role));
    draft.detail("remote", found);
    draft.detail("remotePort", action.integer("networkConnectionAction.remotePortDetails.port"));
    draft.detail("localPort", action.integer("networkConnectionAction.localPortDetails.port"));
    draft.detail("api", action.text("awsApiCallAction.api"));
    return found;
  }

  private static void address(AwsFields remote, List<String> found) {
    found.addAll(remote.texts("ipAddressV4"));
    found.addAll(remote.texts("ipAddressV6"));
  }

  /** What the finding is about, most telling first. */
  private static List<String> resources(ReportDraft draft, AwsFields finding) {
    var found = new ArrayList<String>();
    var resource = finding.at("resource");
    found.addAll(resource.texts("instanceDetails.instanceId"));
    for (var bucket : resource.list("s3BucketDetails")) {
      found.addAll(bucket.texts("arn"));
    }
    for (var path :
        List.of(
            "accessKeyDetails.accessKeyId",
            "eksClusterDetails.arn",
            "ecsClusterDetails.arn",
            "ecsClusterDetails.taskDetails.arn",
            "lambdaDetails.functionArn",
            "rdsDbInstanceDetails.dbInstanceArn",
            "ebsVolumeDetails.scannedVolumeDetails.volumeArn",
            "containerDetails.image")) {
      found.addAll(resource.texts(path));
    }
    for (var item : finding.list("service.detection.sequence.resources")) {
      found.addAll(item.texts("uid"));
    }
    for (var card : resource.list("instanceDetails.networkInterfaces")) {
      found.addAll(card.texts("publicIp"));
      found.addAll(card.texts("ipv6Addresses"));
    }
    var role = attacks(finding) ? Role.SOURCE : Role.TARGET;
    found.forEach(thing -> draft.indicators.add(thing, role));
    draft.detail("userName", resource.text("accessKeyDetails.userName"));
    return found;
  }

  private static Lines lines(AwsFields finding, List<String> resources, List<String> remotes) {
    return new Lines()
        .add("Finding type", finding.text("type"))
        .add("Severity", finding.text("severity"))
        .add("Resource", resources)
        .add("Resource role", finding.text("service.resourceRole"))
        .add("User", finding.text("resource.accessKeyDetails.userName"))
        .add("Remote", remotes)
        .add("Action", finding.text("service.action.actionType"))
        .add("API called", finding.text("service.action.awsApiCallAction.api"))
        .add("Seen", finding.text("service.count"))
        .add("First seen", finding.text("service.eventFirstSeen"))
        .add("Last seen", finding.text("service.eventLastSeen"));
  }
}
