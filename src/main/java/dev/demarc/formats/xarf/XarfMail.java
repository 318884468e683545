package dev.demarc.formats.xarf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.MalformedReport.FieldError;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.formats.files.UnpackedFiles;
import dev.demarc.formats.mail.ForwardedMail;
import dev.demarc.formats.mail.PlainMail;
import dev.demarc.formats.mime.MailAttachments;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.mime.PartFiles;
import dev.demarc.shared.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A mail that carries a XARF report as a JSON part, by whatever name and type. Nobody can be asked
 * to mend a mail, so what breaks the schema becomes a problem of the report.
 */
public final class XarfMail implements ReportFormat {

  private static final int LONGEST_SNIFFED = 64;
  private static final int MOST_REPORTS = 100;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && xarfWithin(opened.mail()).isPresent();
  }

  private static Optional<JsonNode> xarfWithin(MailPart mail) {
    return ForwardedMail.enclosed(mail).flatMap(m -> xarfIn(m).stream()).findFirst();
  }

  private static List<JsonNode> xarfIn(MailPart mail) {
    return mail.once(XarfMail.class, () -> find(mail));
  }

  private static List<JsonNode> find(MailPart mail) {
    var parts =
        mail.leaves()
            .filter(p -> p.message == null)
            .filter(p -> UnpackedFiles.isArchive(p.content) || couldBeJson(p.content))
            .limit(MOST_REPORTS);
    return PartFiles.of(parts).stream()
        .flatMap(unpacked -> unpacked.files().stream())
        .map(UnpackedFiles.File::content)
        .filter(XarfMail::couldBeJson)
        .map(JsonTree::readOrNull)
        .flatMap(XarfMail::each)
        .filter(json -> XarfV4.recognises(json) || XarfV3.recognises(json))
        .limit(MOST_REPORTS)
        .toList();
  }

  private static Stream<JsonNode> each(JsonNode json) {
    return json != null && json.isArray()
        ? StreamSupport.stream(json.spliterator(), false)
        : Stream.ofNullable(json);
  }

  private static boolean couldBeJson(byte[] content) {
    for (int i = 0; i < Math.min(content.length, LONGEST_SNIFFED); i++) {
      byte b = content[i];
      boolean skipped = b <= ' ';
      if (!skipped) {
        return b == '{' || b == '[';
      }
    }
    return false;
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var json = xarfWithin(opened.requireMail()).orElseThrow();
    boolean v4 = XarfV4.recognises(json);
    var report =
        ForwardedMail.enclosed(opened.requireMail())
            .filter(m -> !xarfIn(m).isEmpty())
            .findFirst()
            .orElse(opened.requireMail());
    var draft = PlainMail.draft(v4 ? "xarf-v4" : "xarf-v3", opened, report);
    var sender = draft.reporter;
    draft.text(MailText.of(opened.requireMail()));
    List<FieldError> errors;
    if (v4) {
      errors = XarfV4.errors(json);
      XarfV4.describe(draft, json);
    } else {
      errors = XarfV3.errors(json);
      XarfV3.describe(draft, json);
    }
    XarfReport.problems(draft, errors);
    if (draft.reporter == null || draft.reporter.email() == null) {
      draft.reporter = sender;
    }
    others(draft, xarfIn(report).stream().skip(1).toList());
    PlainMail.mine(draft, MailText.of(opened.requireMail()));
    PlainMail.stated(draft, opened, report);
    return draft.evidence(evidence(opened)).finish();
  }

  /** One mail is one report: what the further ones in it accuse is kept, so nothing is lost. */
  private static void others(ReportDraft draft, List<JsonNode> others) {
    if (others.isEmpty()) {
      return;
    }
    draft.problem(
        "The mail carries "
            + (others.size() + 1)
            + " XARF reports; the first one was read, of the others only their indicators.");
    for (var other : others) {
      var read = new ReportDraft("xarf");
      if (XarfV4.recognises(other)) {
        XarfV4.describe(read, other);
      } else {
        XarfV3.describe(read, other);
      }
      read.indicators.addTo(draft.indicators);
      if (categoryOf(other) == Category.CHILD_ABUSE) {
        draft.category = Category.CHILD_ABUSE;
      }
    }
  }

  private static Category categoryOf(JsonNode json) {
    return XarfV4.recognises(json)
        ? XarfCategory.of(JsonTree.text(json.path("category")), JsonTree.text(json.path("type")))
        : XarfCategory.of(null, JsonTree.text(json.path("Report").path("ReportType")));
  }

  /** The files of the mail, then those inside the first XARF report; none of child abuse. */
  @Override
  public List<EvidenceFile> evidence(OpenedSubmission opened) {
    var files = new ArrayList<EvidenceFile>();
    var all =
        ForwardedMail.enclosed(opened.requireMail()).flatMap(m -> xarfIn(m).stream()).toList();
    if (all.stream().anyMatch(json -> categoryOf(json) == Category.CHILD_ABUSE)) {
      return files;
    }
    var json = all.get(0);
    boolean v4 = XarfV4.recognises(json);
    files.addAll(MailAttachments.of(opened.requireMail()));
    files.addAll(v4 ? XarfV4.evidence(json) : XarfV3.evidence(json));
    return files;
  }
}
