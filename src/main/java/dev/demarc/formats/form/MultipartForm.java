package dev.demarc.formats.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Submission;
import dev.demarc.formats.UnreadableReport;
import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.mime.MailDocuments;
import dev.demarc.formats.mime.MailParser;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Demarc's own form as {@code multipart/form-data} (RFC 7578): a part for each field, and files as
 * evidence. {@code sources} and {@code targets} may come several times, and {@code reporter} as
 * {@code reporter.name}, {@code reporter.email}, {@code reporter.organization}.
 */
public final class MultipartForm implements ReportFormat {

  private static final Set<String> LISTS = Set.of("sources", "targets");
  private static final String REPORTER = "reporter.";
  private static final int LONGEST_FILE = 64 * 1024;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.submission().mediaType().equals("multipart/form-data");
  }

  /**
   * @throws UnreadableReport where the body has no parts; MalformedReport with every rule of the
   *     form that is broken
   */
  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var body = parts(opened.submission());
    if (body.parts.isEmpty()) {
      throw new UnreadableReport(
          "The body has no parts; is the boundary of its content type the one between its parts?");
    }
    var draft = DemarcForm.draft(form(body), opened.submission().receivedAt());
    var files = files(body);
    draft.evidence(files);
    // of child sexual abuse material nothing is shown, and nothing of it goes into the excerpt
    if (draft.category != Category.CHILD_ABUSE) {
      readFiles(draft, body);
    }
    return draft.finish();
  }

  /** What they name is mentioned, as what stands in the files of a mail. */
  private static void readFiles(ReportDraft draft, MailPart body) {
    var documents = MailDocuments.of(body);
    body.parts.stream()
        .filter(MultipartForm::isFile)
        .map(part -> text(part, documents))
        .filter(text -> !text.isEmpty())
        .forEach(
            text -> {
              draft.text(text);
              IndicatorMiner.mentions(text, draft.indicators);
            });
    documents.problems().forEach(draft::problem);
  }

  /** Of texts, mails and office documents; empty for all else. */
  private static String text(MailPart part, MailDocuments documents) {
    var text = documents.textOf(part);
    if (part.message != null) {
      text = MailText.withFiles(part.message);
    } else if (part.mimeType.startsWith("text/")) {
      text = part.text();
    }
    return text == null || text.isBlank()
        ? ""
        : "--- " + part.fileName() + " ---\n" + Text.cut(text, LONGEST_FILE);
  }

  @Override
  public List<EvidenceFile> evidence(OpenedSubmission opened) {
    return files(parts(opened.submission()));
  }

  /** The body is a MIME multipart whose header fields travel as the request's. */
  public static MailPart parts(Submission submission) {
    var whole = new ByteArrayOutputStream();
    var type = Text.oneLine(submission.contentType(), 1_000);
    whole.writeBytes(("Content-Type: " + type + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    whole.writeBytes(submission.raw());
    return MailParser.parse(whole.toByteArray());
  }

  /** Whether there is more in it than files. */
  public static boolean saysSomething(Submission submission) {
    var form = form(parts(submission));
    return form.has("title") || form.has("description");
  }

  private static ObjectNode form(MailPart body) {
    var form = JsonNodeFactory.instance.objectNode();
    for (var part : body.parts) {
      var name = part.dispositionParameters.get("name");
      if (name != null && !isFile(part)) {
        put(form, name, part.text().strip());
      }
    }
    return form;
  }

  private static void put(ObjectNode form, String name, String value) {
    if (value.isEmpty()) {
      return; // a form sends what was left empty, too
    }
    if (LISTS.contains(name)) {
      var list = form.get(name) instanceof ArrayNode known ? known : form.putArray(name);
      value.lines().map(String::strip).filter(v -> !v.isEmpty()).forEach(list::add);
    } else if (name.startsWith(REPORTER)) {
      var reporter =
          form.get("reporter") instanceof ObjectNode known ? known : form.putObject("reporter");
      reporter.put(name.substring(REPORTER.length()), value);
    } else {
      form.put(name, value);
    }
  }

  private static boolean isFile(MailPart part) {
    return part.dispositionParameters.containsKey("filename");
  }

  private static List<EvidenceFile> files(MailPart body) {
    return body.parts.stream()
        .filter(MultipartForm::isFile)
        .filter(part -> part.content.length > 0)
        .map(
            part ->
                new EvidenceFile(
                    part.fileName() == null ? "file" : part.fileName(),
                    part.mimeType,
                    part.content))
        .toList();
  }
}
