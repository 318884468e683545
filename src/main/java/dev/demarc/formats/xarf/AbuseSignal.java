package dev.demarc.formats.xarf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.files.EvidenceFile;
import java.util.List;

/**
 * A request in the shape of AWS's Abuse Signal API (CreateAbuseReport): {@code report.xarf} holds a
 * XARF report, which is read as if it had come alone.
 */
public final class AbuseSignal implements ReportFormat {

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return xarf(opened).isObject();
  }

  private static JsonNode xarf(OpenedSubmission opened) {
    return opened.field("report").path("xarf");
  }

  /**
   * @throws MalformedReport with every field of the XARF report that breaks the schema
   */
  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var inner = inner(opened);
    var report = version(inner).read(inner);
    return isTest(inner.requireJson()) ? report.asTest() : report;
  }

  /** The API's own way to try it out; elsewhere a tag is what its sender makes of it. */
  private static boolean isTest(JsonNode xarf) {
    for (var tag : xarf.path("tags")) {
      if (tag.asText().equals("lifecycle:test")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<EvidenceFile> evidence(OpenedSubmission opened) {
    var inner = inner(opened);
    return version(inner).evidence(inner);
  }

  private static OpenedSubmission inner(OpenedSubmission opened) {
    return OpenedSubmission.ofJson(opened.submission(), xarf(opened));
  }

  private static ReportFormat version(OpenedSubmission inner) {
    var v3 = new XarfV3();
    return v3.recognises(inner) ? v3 : new XarfV4();
  }
}
