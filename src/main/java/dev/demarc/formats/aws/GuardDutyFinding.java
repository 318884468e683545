package dev.demarc.formats.aws;

import com.google.re2j.Pattern;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.text.Lines;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon GuardDuty finding: bare, in its EventBridge event, or as the API answers it. Whether
 * the resource attacks or suffers is told by {@code service.resourceRole}: the role of its
 * indicators follows from it, and that of the other end's.
 */
public final class GuardDutyFinding implements ReportFormat {

  /** {@code Purpose:Resource/Family}, which AWS extends without notice. */
  private static final Pattern TYPE =
      Pattern.compile("[A-Za-z]{2,40}:[A-Za-z0-9]{1,40}/\\S{1,200}");

  /** Somebody tries from outside; that it was let in is another finding. */
  private static final Pattern WATCHED = Pattern.compile("BruteForce|PortProbe");

  /** A call by an AWS service names its own host, which is no other end. */
  private static final String OF_AWS = ".amazonaws.com";

  @Override
  public boolean recognises(OpenedSubmission opened) {
    if (opened.json() == null || !opened.json().isObject()) {
      return false;
    }
    var finding = AwsFields.of(opened.json());
    var type = finding.text("type");
    boolean typed = type != null && TYPE.matches(type) && !finding.has("productArn");
    boolean whole =
        finding.has("id")
            && (finding.has("resource") || finding.has("service") || finding.has("accountId"));
    return typed && (whole || "aws.guardduty".equals(opened.requireEnvelope().source()));
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var finding = AwsFields.of(opened.requireJson());
    var draft = new ReportDraft("guardduty");
    facts(draft, finding);
    var remotes = remotes(draft, finding);
    var resources = resources(draft, finding);
    sequence(finding).actors(draft);
    draft.text(finding.text("description")).text(sequence(finding).description());
    draft.text(lines(finding, resources, remotes).toString());
    IndicatorMiner.mentions(finding.text("title"), draft.indicators);
    IndicatorMiner.mentions(finding.text("description"), draft.indicators);
    if (!attacks(finding) && WATCHED.matcher(Objects.toString(finding.text("type"), "")).find()) {
      draft.readerIs = Statement.ReaderIs.ATTACKED;
    }
    opened.requireEnvelope().describe(draft);
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
    draft.service = service(finding);
    draft.over("true".equals(finding.text("service.archived")));
    draft.idScope = IdScope.ACCOUNT;
    draft.saidAt = finding.date("updatedAt");
    draft.since = finding.date("service.eventFirstSeen");
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
    var info = String.valueOf(finding.text("service.additionalInfo.value"));
    AwsSample.mark(
        draft,
        "true".equals(finding.text("service.additionalInfo.sample"))
            || info.replace(" ", "").contains("\"sample\":true"));
  }

  /** The type's own word for the resource where the finding does not tell its type. */
  private static @Nullable String service(AwsFields finding) {
    var service = AwsResourceType.serviceOf(finding.text("resource.resourceType"));
    var type = finding.text("type");
    return service != null || type == null
        ? service
        : AwsResourceType.serviceOf(type.substring(type.indexOf(':') + 1).split("/", 2)[0]);
  }

  static void account(ReportDraft draft, @Nullable String account) {
    if (account != null && account.matches("\\d{12}")) {
      draft.accountId = account;
      draft.indicators.add(account, Role.MENTIONED);
    } else if (account != null) {
      draft.problem("An AWS account id has 12 digits: " + Text.oneLine(account, 100));
    }
  }

  /** Low below 4, medium below 7, high below 9. */
  private static @Nullable Severity severity(@Nullable String stated) {
    try {
      double value = stated == null ? -1 : Double.parseDouble(stated);
      return !(value >= 0)
          ? null
          : value < 4
              ? Severity.LOW
              : value < 7 ? Severity.MEDIUM : value < 9 ? Severity.HIGH : Severity.CRITICAL;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static AttackSequence sequence(AwsFields finding) {
    return AttackSequence.of(finding.at("service.detection.sequence"));
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
    action.texts("awsApiCallAction.domainDetails.domain").stream()
        .filter(domain -> !domain.endsWith(OF_AWS))
        .forEach(found::add);
    found.addAll(sequence(finding).endpoints());
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
      var arn = bucket.text("arn");
      var name = bucket.text("name");
      found.add(arn != null || name == null ? arn : "s3://" + name);
    }
    found.removeIf(Objects::isNull);
    for (var path :
        List.of(
            "accessKeyDetails.accessKeyId",
            "eksClusterDetails.arn",
            "ecsClusterDetails.arn",
            "ecsClusterDetails.taskDetails.arn",
            "lambdaDetails.functionArn",
            "rdsDbInstanceDetails.dbInstanceArn",
            "containerDetails.image")) {
      found.addAll(resource.texts(path));
    }
    for (var volume : resource.list("ebsVolumeDetails.scannedVolumeDetails")) {
      found.addAll(volume.texts("volumeArn"));
    }
    found.addAll(sequence(finding).resources());
    found.addAll(resource.texts("instanceDetails.iamInstanceProfile.arn"));
    for (var card : resource.list("instanceDetails.networkInterfaces")) {
      found.addAll(card.texts("publicIp"));
      found.addAll(card.texts("ipv6Addresses"));
    }
    var role = attacks(finding) ? Role.SOURCE : Role.TARGET;
    found.forEach(thing -> draft.indicators.add(thing, role));
    draft.ownResources = found;
    draft
        .detail("resources", found)
        .detail("userName", resource.text("accessKeyDetails.userName"))
        .detail("userType", resource.text("accessKeyDetails.userType"))
        .detail("cluster", resource.first("eksClusterDetails.name", "ecsClusterDetails.name"))
        .detail("workload", resource.text("kubernetesDetails.kubernetesWorkloadDetails.name"))
        .detail("functionName", resource.text("lambdaDetails.functionName"))
        .detail("database", resource.text("rdsDbInstanceDetails.dbInstanceIdentifier"));
    return found;
  }

  private static Lines lines(AwsFields finding, List<String> resources, List<String> remotes) {
    return new Lines()
        .add("Finding type", finding.text("type"))
        .add("Severity", finding.text("severity"))
        .add("Resource", resources)
        .add("Resource role", finding.text("service.resourceRole"))
        .add(
            "Cluster",
            finding.at("resource").first("eksClusterDetails.name", "ecsClusterDetails.name"))
        .add("Function", finding.text("resource.lambdaDetails.functionName"))
        .add("Database", finding.text("resource.rdsDbInstanceDetails.dbInstanceIdentifier"))
        .add("User", finding.text("resource.accessKeyDetails.userName"))
        .add("Signals", sequence(finding).signals())
        .add("Remote", remotes)
        .add("Action", finding.text("service.action.actionType"))
        .add("API called", finding.text("service.action.awsApiCallAction.api"))
        .add("Seen", finding.text("service.count"))
        .add("First seen", finding.text("service.eventFirstSeen"))
        .add("Last seen", finding.text("service.eventLastSeen"));
  }
}
