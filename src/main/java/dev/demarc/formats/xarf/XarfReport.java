package dev.demarc.formats.xarf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.MalformedReport.FieldError;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the versions of XARF have in common once their fields are found. */
final class XarfReport {

  private static final int MOST_EVIDENCE = 50;
  private static final int LONGEST_EVIDENCE_TEXT = 64 * 1024;
  private static final int MOST_FIELDS_SHOWN = 200;

  /** Fields for machines, or shown elsewhere; {@code _internal} must not travel at all. */
  private static final Set<String> NOT_SHOWN = Set.of("payload", "Payload", "Data", "hash");

  private XarfReport() {}

  /**
   * @throws MalformedReport with every field that breaks the rules of its version
   */
  static ParsedReport read(
      OpenedSubmission opened,
      String version,
      Function<JsonNode, List<FieldError>> errors,
      BiConsumer<ReportDraft, JsonNode> describe,
      Function<JsonNode, List<EvidenceFile>> evidence) {
    var json = opened.requireJson();
    var found = errors.apply(json);
    if (!found.isEmpty()) {
      throw malformed(version, found);
    }
    var draft = new ReportDraft("xarf-" + version);
    describe.accept(draft, json);
    return opened.requireEnvelope().note(draft).evidence(evidence.apply(json)).finish();
  }

  /** Tells the sender what to mend; a mail has nobody to tell, so there it becomes problems. */
  private static MalformedReport malformed(String version, List<FieldError> errors) {
    var first = errors.get(0);
    return new MalformedReport(
        "This is not a valid XARF "
            + version
            + " report: "
            + (first.field() + " " + first.message()).strip()
            + (errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "")
            + ". Mend the fields named in errors and send it again.",
        errors);
  }

  static void problems(ReportDraft draft, List<FieldError> errors) {
    errors.forEach(e -> draft.problem("XARF: " + (e.field() + " " + e.message()).strip()));
  }

  /** Decodes the evidence; of child abuse material none, whatever was sent. */
  static List<EvidenceFile> evidence(Iterable<JsonNode> items, Category category) {
    var files = new ArrayList<EvidenceFile>();
    if (category == Category.CHILD_ABUSE) {
      return files;
    }
    for (var item : items) {
      var payload = JsonTree.text(item, "payload", "Payload", "Data");
      if (payload == null || files.size() >= MOST_EVIDENCE) {
        continue;
      }
      var type = JsonTree.text(item, "content_type", "ContentType");
      type = type == null ? "application/octet-stream" : type.toLowerCase(Locale.ROOT);
      var name = JsonTree.text(item, "FileName", "file_name", "filename");
      name =
          name == null
              ? null
              : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
      files.add(
          new EvidenceFile(
              name == null || name.isBlank()
                  ? "evidence-" + (files.size() + 1) + ending(type)
                  : Text.oneLine(name, 200),
              type,
              decode(payload, item.path("Base64Encoded").asBoolean(true))));
    }
    return files;
  }

  private static byte[] decode(String payload, boolean base64) {
    try {
      if (base64) {
        return Base64.getMimeDecoder().decode(payload);
      }
    } catch (IllegalArgumentException e) {
      // not what it says: keep what came
    }
    return payload.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String ending(String contentType) {
    return switch (contentType) {
      case "text/plain" -> ".txt";
      case "text/html" -> ".html";
      case "text/csv" -> ".csv";
      case "message/rfc822", "text/email" -> ".eml";
      case "application/json" -> ".json";
      case "application/pdf" -> ".pdf";
      case "image/png" -> ".png";
      case "image/jpeg" -> ".jpg";
      default -> ".bin";
    };
  }

  /** The report's fields for people and the engine, a line each, then the evidence that is text. */
  static void text(ReportDraft draft, JsonNode report, List<EvidenceFile> files) {
    var shown = new StringBuilder();
    var left = new int[] {MOST_FIELDS_SHOWN};
    JsonTree.eachScalar(
        withoutInternal(report),
        (name, value) -> {
          if (!NOT_SHOWN.contains(name) && !value.isNull() && left[0]-- > 0) {
            shown.append(name).append(": ").append(Text.cut(value.asText(), 4_096)).append('\n');
          }
        });
    draft.text(shown.toString());
    for (var file : files) {
      if (file.contentType().startsWith("text/plain")
          || file.contentType().startsWith("text/csv")) {
        draft.text(
            "--- "
                + file.fileName()
                + " ---\n"
                + Text.cut(Text.decode(file.content(), null), LONGEST_EVIDENCE_TEXT));
      }
    }
  }

  /** What the fields mention beside the source and the target that were taken already. */
  static void mentions(ReportDraft draft, JsonNode report, List<EvidenceFile> files) {
    JsonTree.eachScalar(
        withoutInternal(report),
        (name, value) -> {
          if (value.isTextual() && !NOT_SHOWN.contains(name)) {
            IndicatorMiner.mentions(Text.cut(value.textValue(), 16_384), draft.indicators);
          }
        });
    for (var file : files) {
      if (file.contentType().startsWith("text/plain")) {
        IndicatorMiner.mentions(
            Text.cut(Text.decode(file.content(), null), LONGEST_EVIDENCE_TEXT), draft.indicators);
      }
    }
  }

  private static JsonNode withoutInternal(JsonNode report) {
    if (!report.isObject() || !report.has("_internal")) {
      return report;
    }
    var copy = ((com.fasterxml.jackson.databind.node.ObjectNode) report).objectNode();
    report
        .properties()
        .forEach(p -> copy.set(p.getKey(), p.getKey().equals("_internal") ? null : p.getValue()));
    copy.remove("_internal");
    return copy;
  }

  static void source(ReportDraft draft, @Nullable String identifier) {
    draft.detail("sourceIdentifier", identifier);
    if (identifier != null && !draft.indicators.add(identifier, Role.SOURCE)) {
      draft.problem("The source is no address, domain or URL: " + Text.oneLine(identifier, 100));
    }
  }
}
