package dev.demarc.formats.xarf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * XARF v4 (xarf.org): JSON with {@code xarf_version}. Held to the published schemas, which are
 * those of 4.2; reports of 4.0 and 4.1 come from drafts that had no sender and other types, so they
 * are held to the core fields that they had, and the rest is noted as problems.
 */
public final class XarfV4 implements ReportFormat {

  private static final Set<String> CORE_OF_DRAFTS =
      Set.of(
          "xarf_version",
          "report_id",
          "timestamp",
          "reporter",
          "reporter.org",
          "reporter.contact",
          "source_identifier",
          "source_port",
          "category",
          "type",
          "evidence",
          "confidence",
          "description");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return recognises(opened.json());
  }

  public static boolean recognises(@Nullable JsonNode json) {
    return json != null
        && json.isObject()
        && (json.has("xarf_version")
            || json.has("source_identifier") && json.has("reporter") && json.has("category"));
  }

  /**
   * @throws MalformedReport with every field that breaks the schema
   */
  @Override
  public ParsedReport read(OpenedSubmission opened) {
    return XarfReport.read(opened, "v4", XarfV4::errors, XarfV4::describe, XarfV4::evidence);
  }

  @Override
  public List<EvidenceFile> evidence(OpenedSubmission opened) {
    return evidence(opened.requireJson());
  }

  static List<EvidenceFile> evidence(JsonNode report) {
    var category =
        XarfCategory.of(JsonTree.text(report.path("category")), JsonTree.text(report.path("type")));
    return XarfReport.evidence(report.path("evidence"), category);
  }

  /** What the sender must mend. */
  static List<FieldError> errors(JsonNode report) {
    var all = deviations(report);
    if (!isDraftVersion(report)) {
      return all;
    }
    return all.stream()
        .filter(e -> e.field().isEmpty() || CORE_OF_DRAFTS.contains(e.field()))
        .toList();
  }

  private static boolean isDraftVersion(JsonNode report) {
    var version = JsonTree.text(report.path("xarf_version"));
    return version != null && version.matches("4\\.[01]\\.\\d{1,9}");
  }

  private static List<FieldError> deviations(JsonNode report) {
    var spelled = spelledAsInTheSchema(report);
    var errors = new ArrayList<FieldError>();
    boolean draft = isDraftVersion(report);
    var core = XarfSchemas.v4Core(spelled);
    core.stream()
        .filter(
            e -> !(draft && e.field().equals("report_id") && report.path("report_id").isTextual()))
        .forEach(errors::add);
    boolean placed = core.stream().noneMatch(e -> Set.of("category", "type").contains(e.field()));
    if (draft || !placed) {
      return errors;
    }
    for (var error : XarfSchemas.v4(spelled)) {
      boolean ofCombination = Set.of("category", "type").contains(error.field());
      if (!ofCombination && !errors.contains(error)) {
        errors.add(error);
      }
    }
    var category = spelled.path("category").asText();
    if (!XarfTypes.OF_CATEGORY
        .getOrDefault(category, Set.of())
        .contains(spelled.path("type").asText())) {
      errors.add(
          new FieldError(
              "type",
              "is none of the types of "
                  + category
                  + ": "
                  + String.join(", ", XarfTypes.OF_CATEGORY.getOrDefault(category, Set.of()))));
    }
    return errors;
  }

  /** The schemas know {@code login_attack} only; the site and older senders write hyphens. */
  private static JsonNode spelledAsInTheSchema(JsonNode report) {
    if (!report.isObject()) {
      return report;
    }
    ObjectNode copy = ((ObjectNode) report).objectNode();
    copy.setAll((ObjectNode) report);
    for (var name : List.of("category", "type")) {
      if (report.path(name).isTextual()) {
        copy.put(
            name, report.path(name).textValue().strip().toLowerCase(Locale.ROOT).replace('-', '_'));
      }
    }
    return copy;
  }

  /** Reads what is there, valid or not. */
  public static void describe(ReportDraft draft, JsonNode report) {
    var category = JsonTree.text(report.path("category"));
    var type = JsonTree.text(report.path("type"));
    draft.category = XarfCategory.of(category, type);
    draft.externalId = JsonTree.text(report.path("report_id"));
    draft.occurredAt = StatedDate.of(JsonTree.text(report, "timestamp", "first_seen")).orElse(null);
    draft.reporter = contact(report.path("reporter"));
    draft
        .detail("xarfVersion", JsonTree.text(report.path("xarf_version")))
        .detail("reportId", draft.externalId)
        .detail("category", category)
        .detail("type", type)
        .detail("timestamp", JsonTree.text(report.path("timestamp")))
        .detail("sourcePort", JsonTree.integer(report.path("source_port")))
        .detail("destinationIp", JsonTree.text(report, "destination_ip"))
        .detail("destinationPort", JsonTree.integer(report.path("destination_port")))
        .detail("protocol", JsonTree.text(report.path("protocol")))
        .detail("url", JsonTree.text(report.path("url")))
        .detail("evidenceSource", JsonTree.text(report.path("evidence_source")))
        .detail("firstSeen", JsonTree.text(report.path("first_seen")))
        .detail("lastSeen", JsonTree.text(report.path("last_seen")))
        .detail("reporterDomain", JsonTree.text(report.path("reporter").path("domain")))
        .detail("senderOrg", JsonTree.text(report.path("sender").path("org")))
        .detail("evidenceCount", report.path("evidence").size());
    if (report.path("confidence").isNumber()) {
      draft.detail("confidence", report.path("confidence").doubleValue());
    }
    if (isDraftVersion(report)) {
      deviations(report).forEach(e -> draft.problem("XARF: " + e.field() + " " + e.message()));
    }
    XarfReport.source(draft, JsonTree.text(report.path("source_identifier")));
    draft.indicators.add(JsonTree.text(report.path("url")), Role.SOURCE);
    draft.indicators.add(JsonTree.text(report, "destination_ip"), Role.TARGET);
    for (var name : List.of("reporter", "sender")) {
      draft.indicators.add(JsonTree.text(report.path(name).path("contact")), Role.REPORTER);
    }
    if (draft.title == null) {
      draft.title = title(report, category, type);
    }
    var files = evidence(report);
    XarfReport.text(draft, report, files);
    XarfReport.mentions(draft, report, files);
  }

  private static ParsedReport.@Nullable Reporter contact(JsonNode party) {
    return party.isObject()
        ? new ParsedReport.Reporter(
            null,
            AddrSpec.of(JsonTree.text(party.path("contact"))),
            Text.oneLineOrNull(JsonTree.text(party.path("org")), 200))
        : null;
  }

  private static String title(JsonNode report, @Nullable String category, @Nullable String type) {
    var description = JsonTree.text(report.path("description"));
    var about = JsonTree.text(report.path("source_identifier"));
    return "XARF "
        + category
        + "/"
        + type
        + (about == null ? "" : " from " + about)
        + (description == null ? "" : ": " + description);
  }
}
