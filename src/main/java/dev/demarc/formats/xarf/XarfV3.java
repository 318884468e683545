package dev.demarc.formats.xarf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.MalformedReport.FieldError;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.formats.indicators.AddrSpec;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * XARF v1 to v3: JSON with {@code Version}, {@code ReporterInfo} and {@code Report}. Versions 1, 2,
 * 3, alpha and development are held to their published schemas; others (3.0.0 is common, with
 * nested {@code Source} and {@code Attachment}) to the fields without which nobody can act.
 */
public final class XarfV3 implements ReportFormat {

  private static final Set<String> PUBLISHED = Set.of("1", "2", "3", "alpha", "development");

  private static final Map<String, String> SCHEMAS =
      Map.ofEntries(
          Map.entry("botnet", "botnet"),
          Map.entry("childabuse", "childabuse"),
          Map.entry("childsexualabusematerial", "csam"),
          Map.entry("copyright", "copyright"),
          Map.entry("dos", "ddos"),
          Map.entry("exploit", "exploit"),
          Map.entry("harassment", "harassment"),
          Map.entry("loginattack", "loginattack"),
          Map.entry("malware", "malware"),
          Map.entry("openservice", "openservice"),
          Map.entry("phishing", "phishing"),
          Map.entry("portscan", "portscan"),
          Map.entry("potentiallycompromisedaccount", "potentially_compromised_account"),
          Map.entry("spam", "spam"),
          Map.entry("trademark", "trademark"),
          Map.entry("webcrawler", "webcrawler"));

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return recognises(opened.json());
  }

  public static boolean recognises(@Nullable JsonNode json) {
    return json != null
        && json.isObject()
        && json.has("Report")
        && (json.has("ReporterInfo") || json.path("Report").has("ReportType"));
  }

  /**
   * @throws MalformedReport with every field that breaks the rules of its version
   */
  @Override
  public ParsedReport read(OpenedSubmission opened) {
    return XarfReport.read(opened, "v3", XarfV3::errors, XarfV3::describe, XarfV3::evidence);
  }

  @Override
  public List<EvidenceFile> evidence(OpenedSubmission opened) {
    return evidence(opened.requireJson());
  }

  static List<EvidenceFile> evidence(JsonNode json) {
    var report = json.path("Report");
    var category =
        XarfCategory.of(
            JsonTree.text(report.path("ReportClass")), JsonTree.text(report.path("ReportType")));
    var items = report.has("Samples") ? report.path("Samples") : report.path("Attachment");
    return XarfReport.evidence(items, category);
  }

  static List<FieldError> errors(JsonNode json) {
    var version = JsonTree.text(json.path("Version"));
    if (version == null || !PUBLISHED.contains(version)) {
      return unpublished(json);
    }
    var type = JsonTree.text(json.path("Report").path("ReportType"));
    var schema = schema(json.path("Report"), type);
    var errors =
        schema == null || !XarfSchemas.hasAbusix(version, schema)
            ? List.of(new FieldError("Report.ReportType", "is no type of XARF version " + version))
            : XarfSchemas.abusix(version, schema, json);
    boolean otherDialect =
        !errors.isEmpty() && version.equals("3") && XarfSchemas.v3Legacy(json).isEmpty();
    return otherDialect ? List.of() : errors;
  }

  private static @Nullable String schema(JsonNode report, @Nullable String type) {
    if (type == null) {
      return null;
    }
    if ("RPZ-Rewrite".equalsIgnoreCase(JsonTree.text(report.path("ReportSubType")))) {
      return "rpz";
    }
    return SCHEMAS.get(type.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
  }

  private static List<FieldError> unpublished(JsonNode json) {
    var errors = new ArrayList<FieldError>();
    require(
        errors, json.path("ReporterInfo"), "ReporterInfo.", "ReporterOrg", "ReporterContactName");
    require(
        errors,
        json.path("ReporterInfo"),
        "ReporterInfo.",
        "ReporterOrgEmail",
        "ReporterContactEmail");
    require(errors, json.path("Report"), "Report.", "ReportClass", "ReportCategory");
    require(errors, json.path("Report"), "Report.", "ReportType");
    require(errors, json.path("Report"), "Report.", "Date", "Timestamp");
    var date = JsonTree.text(json.path("Report"), "Date", "Timestamp");
    if (date != null && StatedDate.of(date).isEmpty()) {
      errors.add(new FieldError("Report.Date", "is not a date"));
    }
    return errors;
  }

  private static void require(
      List<FieldError> errors, JsonNode parent, String prefix, String... names) {
    if (JsonTree.text(parent, names) == null) {
      errors.add(new FieldError(prefix + names[0], "is required"));
    }
  }

  /** Reads what is there, valid or not. */
  public static void describe(ReportDraft draft, JsonNode json) {
    var info = json.path("ReporterInfo");
    var report = json.path("Report");
    var source = report.path("Source");
    var reportClass = JsonTree.text(report, "ReportClass", "ReportCategory");
    var type = JsonTree.text(report.path("ReportType"));
    var address = JsonTree.text(report, "SourceIp", "SourceIP");
    address = address == null ? JsonTree.text(source, "IP", "Ip") : address;
    var url = JsonTree.text(report, "SourceUrl", "SourceURL", "Url");
    url = url == null ? JsonTree.text(source, "URL", "Url") : url;
    draft.category = XarfCategory.of(reportClass, type);
    draft.externalId = JsonTree.text(report, "ReportID", "ReportId", "ReferenceId");
    draft.occurredAt = StatedDate.of(JsonTree.text(report, "Date", "Timestamp")).orElse(null);
    draft.reporter =
        new ParsedReport.Reporter(
            JsonTree.text(info.path("ReporterContactName")),
            AddrSpec.of(JsonTree.text(info, "ReporterOrgEmail", "ReporterContactEmail")),
            Text.oneLineOrNull(JsonTree.text(info.path("ReporterOrg")), 200));
    draft
        .detail("xarfVersion", JsonTree.text(json.path("Version")))
        .detail("reportId", draft.externalId)
        .detail("category", reportClass)
        .detail("type", type)
        .detail("subtype", JsonTree.text(report.path("ReportSubType")))
        .detail("timestamp", JsonTree.text(report, "Date", "Timestamp"))
        .detail("sourceUrl", url)
        .detail("sourcePort", port(report, "SourcePort", source))
        .detail("destinationIp", JsonTree.text(report, "DestinationIp", "DestinationIP"))
        .detail("destinationPort", JsonTree.integer(report.path("DestinationPort")))
        .detail("protocol", JsonTree.text(report.path("Protocol")))
        .detail("reporterDomain", JsonTree.text(info.path("ReporterOrgDomain")))
        .detail("evidenceCount", report.path("Samples").size());
    if (report.has("Attachment")) {
      draft.detail("attachmentCount", report.path("Attachment").size());
    }
    if (json.path("Disclosure").isBoolean()) {
      draft.detail("disclosure", json.path("Disclosure").booleanValue());
    }
    var identifier = address == null ? JsonTree.text(source, "Domain", "Value") : address;
    if (identifier != null || url == null) {
      XarfReport.source(draft, identifier);
    }
    draft.indicators.add(url, Role.SOURCE);
    draft.indicators.add(JsonTree.text(report, "DestinationIp", "DestinationIP"), Role.TARGET);
    for (var name : List.of("ReporterOrgEmail", "ReporterContactEmail")) {
      draft.indicators.add(JsonTree.text(info.path(name)), Role.REPORTER);
    }
    if (draft.title == null) {
      var about = identifier == null ? url : identifier;
      draft.title = "XARF " + reportClass + "/" + type + (about == null ? "" : " from " + about);
    }
    var files = evidence(json);
    XarfReport.text(draft, json, files);
    XarfReport.mentions(draft, json, files);
  }

  private static @Nullable Integer port(JsonNode report, String name, JsonNode source) {
    var port = JsonTree.integer(report.path(name));
    return port == null ? JsonTree.integer(source.path("Port")) : port;
  }
}
