package dev.demarc.formats.aws;

import dev.demarc.formats.JsonTree;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.formats.Statement.Kind;
import dev.demarc.formats.Statement.State;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.text.Lines;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event of the Open Cybersecurity Schema Framework: the findings category (classes 2001 to
 * 2007), and what other classes have in common with it.
 */
public final class OcsfFinding implements ReportFormat {

  private static final int CREATE = 1;
  private static final int UPDATE = 2;
  private static final int CLOSE = 3;

  /** Suppressed, resolved, archived: whichever it is, somebody has done with it. */
  private static final Set<Integer> OVER = Set.of(3, 4, 5);

  private static final Map<Integer, Category> CLASSES =
      Map.of(
          2002, Category.VULNERABILITY,
          2003, Category.MISCONFIGURATION,
          2006, Category.DATA_EXPOSURE);

  @Override
  public boolean recognises(OpenedSubmission opened) {
    var json = opened.json();
    return json != null
        && json.isObject()
        && JsonTree.integer(json.path("class_uid")) != null
        && (json.has("metadata")
            || json.has("finding_info")
            || json.has("finding")
            || json.has("severity_id"));
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var event = AwsFields.of(opened.requireJson());
    var draft = new ReportDraft("ocsf");
    // 2001 Security Finding called it finding
    var info = event.has("finding_info") ? event.at("finding_info") : event.at("finding");
    facts(draft, event, info);
    var resources = OcsfIndicators.of(draft, event);
    draft.text(info.text("desc")).text(event.text("message"));
    draft.text(lines(event, info, resources).toString());
    for (var path : List.of("title", "desc")) {
      IndicatorMiner.mentions(info.text(path), draft.indicators);
    }
    IndicatorMiner.mentions(event.text("message"), draft.indicators);
    opened.requireEnvelope().describe(draft);
    return draft.finish();
  }

  private static void facts(ReportDraft draft, AwsFields event, AwsFields info) {
    draft.title = info.text("title");
    if (draft.title == null) {
      draft.title = event.text("message");
    }
    if (draft.title == null) {
      draft.title = event.text("class_name");
    }
    if (draft.title == null) {
      draft.title = "OCSF event of class " + event.text("class_uid");
    }
    draft.externalId = info.text("uid");
    if (draft.externalId == null) {
      draft.externalId = event.text("metadata.uid");
    }
    draft.severity = severity(event);
    draft.category = category(event);
    draft.service = service(event);
    draft.occurredAt = info.date("first_seen_time");
    if (draft.occurredAt == null) {
      draft.occurredAt = event.date("time");
    }
    draft.region = event.text("cloud.region");
    var account = event.text("cloud.account.uid");
    for (var resource : event.list("resources")) {
      draft.region = draft.region == null ? resource.text("region") : draft.region;
      account = account == null ? resource.text("owner.account.uid") : account;
    }
    GuardDutyFinding.account(draft, account);
    var status = event.integer("status_id");
    var activity = event.integer("activity_id");
    boolean finding = "2".equals(event.text("category_uid")) || event.has("finding_info");
    if (finding) {
      draft.kind = CheckOutcome.ofOcsf(event);
      AwsSample.mark(draft, false);
      draft.control = CheckOutcome.controlOfOcsf(event);
      draft.state = state(status, activity, draft.kind);
    }
    draft.idScope = IdScope.ACCOUNT;
    draft.saidAt = info.date("modified_time");
    if (draft.saidAt == null) {
      draft.saidAt = event.date("time");
    }
    draft.since = info.date("first_seen_time");
    draft
        .detail("statusId", status)
        .detail("activityId", activity)
        .detail("classUid", event.integer("class_uid"))
        .detail("className", event.text("class_name"))
        .detail("typeUid", event.text("type_uid"))
        .detail("activity", event.text("activity_name"))
        .detail("status", event.text("status"))
        .detail("statusCode", event.text("status_code"))
        .detail("severity", event.text("severity"))
        .detail("types", info.texts("types"))
        .detail("product", event.text("metadata.product.name"))
        .detail("vendor", event.text("metadata.product.vendor_name"))
        .detail("ocsfVersion", event.text("metadata.version"))
        .detail("verdict", event.text("verdict"))
        .detail("control", event.text("compliance.control"))
        .detail("complianceStatus", event.text("compliance.status"))
        .detail("standards", event.texts("compliance.standards"))
        .detail("requirements", event.texts("compliance.requirements"))
        .detail("remediation", remediation(event))
        .detail("cve", cves(event))
        .detail("affectedPackages", packages(event));
  }

  private static @Nullable Severity severity(AwsFields event) {
    var id = event.integer("severity_id");
    return switch (id == null ? 0 : id) {
      case 1, 2 -> Severity.LOW;
      case 3 -> Severity.MEDIUM;
      case 4 -> Severity.HIGH;
      case 5, 6 -> Severity.CRITICAL;
      default -> Severity.of(event.text("severity")).orElse(null);
    };
  }

  /** By the class: detections and incidents are of any kind, so the engine decides on them. */
  private static @Nullable Category category(AwsFields event) {
    var number = event.integer("class_uid");
    return number == null ? null : CLASSES.get(number);
  }

  private static @Nullable String service(AwsFields event) {
    return event.list("resources").stream()
        .map(r -> AwsResourceType.serviceOf(r.text("type")))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static State state(@Nullable Integer status, @Nullable Integer activity, Kind kind) {
    boolean over =
        status != null && OVER.contains(status)
            || Integer.valueOf(CLOSE).equals(activity)
            || kind == Kind.PASSED
            || kind == Kind.SUPPRESSED;
    return over
        ? State.OVER
        : Integer.valueOf(CREATE).equals(activity)
            ? State.NEW
            : Integer.valueOf(UPDATE).equals(activity) ? State.ONGOING : State.UNSTATED;
  }

  private static List<String> cves(AwsFields event) {
    return event.list("vulnerabilities").stream()
        .map(v -> v.first("cve.uid", "advisory.uid"))
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<String> packages(AwsFields event) {
    return event.list("vulnerabilities").stream()
        .flatMap(v -> v.list("affected_packages").stream())
        .filter(p -> p.text("name") != null)
        .map(p -> p.text("name") + (p.has("version") ? " " + p.text("version") : ""))
        .distinct()
        .toList();
  }

  private static Lines lines(AwsFields event, AwsFields info, List<String> resources) {
    return new Lines()
        .add("Class", event.text("class_name"))
        .add("Finding types", info.texts("types"))
        .add("Severity", event.text("severity"))
        .add("Status", event.text("status"))
        .add("Result", event.text("status_code"))
        .add("Product", event.text("metadata.product.name"))
        .add("Resources", resources)
        .add("Source", event.text("src_endpoint.ip"))
        .add("Destination", event.text("dst_endpoint.ip"))
        .add("Query", event.text("query.hostname"))
        .add("Vulnerabilities", cves(event))
        .add("Control", event.text("compliance.control"))
        .add("Compliance", event.text("compliance.status"))
        .add("Packages", packages(event))
        .add("Remediation", remediation(event));
  }

  private static @Nullable String remediation(AwsFields event) {
    var own = event.first("remediation.desc", "finding.remediation.desc");
    return own != null
        ? own
        : event.list("vulnerabilities").stream()
            .map(v -> v.text("remediation.desc"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }
}
