package dev.demarc.formats;

import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * An event of the Open Cybersecurity Schema Framework: the findings category (classes 2001 to
 * 2007), and what other classes have in common with it.
 */
final class OcsfFinding implements ReportFormat {

  private static final int CLOSE = 3;
  private static final int RESOLVED = 4;
  private static final int ARCHIVED = 5;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    var json = opened.json();
    return json != null
        && json.isObject()
        && JsonTree.integer(json.path("class_uid")) != null
        && (json.has("metadata") || json.has("finding_info") || json.has("severity_id"));
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var event = AwsFields.of(opened.json());
    var draft = new ReportDraft("ocsf");
    // 2001 Security Finding called it finding
    var info = event.has("finding_info") ? event.at("finding_info") : event.at("finding");
    facts(draft, event, info);
    var resources = resources(draft, event);
    endpoints(draft, event);
    for (var observable : event.list("observables")) {
      draft.indicators.add(observable.text("value"), Role.MENTIONED);
    }
    draft.text(info.text("desc")).text(event.text("message"));
    draft.text(lines(event, info, resources).toString());
    for (var path : List.of("title", "desc")) {
      IndicatorMiner.mentions(info.text(path), draft.indicators);
    }
    IndicatorMiner.mentions(event.text("message"), draft.indicators);
    opened.envelope().describe(draft);
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
    draft.severity = severity(event.integer("severity_id"));
    draft.occurredAt = info.date("first_seen_time");
    if (draft.occurredAt == null) {
      draft.occurredAt = event.date("time");
    }
    draft.region = event.text("cloud.region");
    GuardDutyFinding.account(draft, event.text("cloud.account.uid"));
    var status = event.integer("status_id");
    var activity = event.integer("activity_id");
    boolean finding = "2".equals(event.text("category_uid")) || event.has("finding_info");
    draft.resolved =
        finding
            && (status != null && (status == RESOLVED || status == ARCHIVED)
                || activity != null && activity == CLOSE);
    draft
        .detail("classUid", event.integer("class_uid"))
        .detail("className", event.text("class_name"))
        .detail("typeUid", event.text("type_uid"))
        .detail("activity", event.text("activity_name"))
        .detail("status", event.text("status"))
        .detail("severity", event.text("severity"))
        .detail("types", info.texts("types"))
        .detail("product", event.text("metadata.product.name"))
        .detail("vendor", event.text("metadata.product.vendor_name"))
        .detail("ocsfVersion", event.text("metadata.version"))
        .detail("verdict", event.text("verdict"))
        .detail("control", event.text("compliance.control"))
        .detail("complianceStatus", event.text("compliance.status"))
        .detail("cve", cves(event));
  }

  private static Severity severity(Integer id) {
    return id == null
        ? null
        : switch (id) {
          case 1, 2 -> Severity.LOW;
          case 3 -> Severity.MEDIUM;
          case 4 -> Severity.HIGH;
          case 5, 6 -> Severity.CRITICAL;
          default -> null;
        };
  }

  private static List<String> cves(AwsFields event) {
    return event.list("vulnerabilities").stream()
        .map(v -> v.text("cve.uid"))
        .filter(cve -> cve != null)
        .toList();
  }

  private static List<String> resources(ReportDraft draft, AwsFields event) {
    var found = new ArrayList<String>();
    var resources = new ArrayList<>(event.list("resources"));
    resources.addAll(event.list("resource"));
    for (var resource : resources) {
      var uid = resource.text("uid");
      if (uid != null) {
        found.add(uid);
        boolean actor = "actor".equalsIgnoreCase(resource.text("role"));
        draft.indicators.add(uid, actor ? Role.SOURCE : Role.TARGET);
      }
    }
    return found;
  }

  private static void endpoints(ReportDraft draft, AwsFields event) {
    var places = new ArrayList<>(event.list("evidences"));
    places.add(event);
    for (var place : places) {
      for (var name : List.of("ip", "hostname", "instance_uid")) {
        draft.indicators.add(place.text("src_endpoint." + name), Role.SOURCE);
        draft.indicators.add(place.text("dst_endpoint." + name), Role.TARGET);
      }
      draft.indicators.add(place.text("query.hostname"), Role.MENTIONED);
      draft.indicators.add(place.text("url.url_string"), Role.MENTIONED);
    }
  }

  private static Lines lines(AwsFields event, AwsFields info, List<String> resources) {
    return new Lines()
        .add("Class", event.text("class_name"))
        .add("Finding types", info.texts("types"))
        .add("Severity", event.text("severity"))
        .add("Status", event.text("status"))
        .add("Product", event.text("metadata.product.name"))
        .add("Resources", resources)
        .add("Source", event.text("src_endpoint.ip"))
        .add("Destination", event.text("dst_endpoint.ip"))
        .add("Query", event.text("query.hostname"))
        .add("Vulnerabilities", cves(event))
        .add("Control", event.text("compliance.control"))
        .add("Compliance", event.text("compliance.status"))
        .add("Remediation", event.text("remediation.desc"));
  }
}
