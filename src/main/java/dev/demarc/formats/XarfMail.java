package dev.demarc.formats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.MalformedReport.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mail that carries a XARF report as a JSON part, by whatever name and type. Nobody can be asked
 * to mend a mail, so what breaks the schema becomes a problem of the report.
 */
final class XarfMail implements ReportFormat {

  private static final int LONGEST_SNIFFED = 64;
  private static final int MOST_CANDIDATES = 20;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && xarfWithin(opened.mail()).isPresent();
  }

  private static Optional<JsonNode> xarfWithin(MailPart mail) {
    return ForwardedMail.enclosed(mail).flatMap(m -> xarfIn(m).stream()).findFirst();
  }

  private static Optional<JsonNode> xarfIn(MailPart mail) {
    return mail.once(XarfMail.class, () -> find(mail));
  }

  private static Optional<JsonNode> find(MailPart mail) {
    return mail.leaves()
        .filter(p -> p.message == null && couldBeJson(p))
        .limit(MOST_CANDIDATES)
        .map(p -> JsonTree.readOrNull(p.content))
        .filter(json -> XarfV4.recognises(json) || XarfV3.recognises(json))
        .findFirst();
  }

  private static boolean couldBeJson(MailPart part) {
    for (int i = 0; i < Math.min(part.content.length, LONGEST_SNIFFED); i++) {
      byte b = part.content[i];
      boolean skipped = b <= ' ';
      if (!skipped) {
        return b == '{';
      }
    }
    return false;
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var json = xarfWithin(opened.mail()).orElseThrow();
    boolean v4 = XarfV4.recognises(json);
    var report =
        ForwardedMail.enclosed(opened.mail())
            .filter(m -> xarfIn(m).isPresent())
            .findFirst()
            .orElse(opened.mail());
    var draft = PlainMail.draft(v4 ? "xarf-v4" : "xarf-v3", opened, report);
    var sender = draft.reporter;
    draft.text(MailText.of(opened.mail()));
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
    PlainMail.mine(draft, MailText.of(opened.mail()));
    return draft.evidence(evidence(opened)).finish();
  }

  /** The files of the mail, then those inside the XARF report. */
  @Override
  public List<EvidenceFile> evidence(OpenedSubmission opened) {
    var files = new ArrayList<EvidenceFile>();
    var json = xarfWithin(opened.mail()).orElseThrow();
    boolean v4 = XarfV4.recognises(json);
    var category =
        v4
            ? XarfCategory.of(
                JsonTree.text(json.path("category")), JsonTree.text(json.path("type")))
            : XarfCategory.of(null, JsonTree.text(json.path("Report").path("ReportType")));
    if (category == dev.demarc.shared.Category.CHILD_ABUSE) {
      return files;
    }
    files.addAll(MailAttachments.of(opened.mail()));
    files.addAll(v4 ? XarfV4.evidence(json) : XarfV3.evidence(json));
    return files;
  }
}
