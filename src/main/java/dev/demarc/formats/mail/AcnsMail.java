package dev.demarc.formats.mail;

import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.files.UnpackedFiles;
import dev.demarc.formats.indicators.AddrSpec;
import dev.demarc.formats.indicators.NetworkAddress;
import dev.demarc.formats.mime.MailAttachments;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.mime.PartFiles;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Notices of copyright infringement as rights holders' agents send them: words for people, and the
 * same in ACNS XML below them or attached.
 */
public final class AcnsMail implements ReportFormat {

  private static final int LONGEST_FILE = 512 * 1024;
  private static final int SNIFFED_BYTES = 2_048;
  private static final int MOST_PARTS = 5;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && noticeWithin(opened.mail()).isPresent();
  }

  private record Found(MailPart mail, Map<String, String> fields) {}

  private static Optional<Found> noticeWithin(MailPart mail) {
    return ForwardedMail.candidates(mail).stream()
        .map(m -> new Found(m, noticeIn(m)))
        .filter(found -> !found.fields().isEmpty())
        .findFirst();
  }

  /** The file before the text, which signatures and line breaks damage. */
  private static Map<String, String> noticeIn(MailPart mail) {
    return mail.once(
        AcnsMail.class,
        () ->
            PartFiles.of(mail.leaves().filter(AcnsMail::couldHoldNotice).limit(MOST_PARTS)).stream()
                .flatMap(unpacked -> unpacked.files().stream())
                .filter(file -> file.content().length <= LONGEST_FILE)
                .map(file -> AcnsNotice.in(Text.decode(file.content(), null)))
                .filter(fields -> !fields.isEmpty())
                .findFirst()
                .orElseGet(() -> AcnsNotice.in(MailText.of(mail))));
  }

  /** Programs send the XML under any type; some of them pack it. */
  private static boolean couldHoldNotice(MailPart part) {
    var name = part.fileName() == null ? "" : part.fileName().toLowerCase(Locale.ROOT);
    return part.message == null
        && part.content.length <= LONGEST_FILE
        && MailAttachments.isFile(part)
        && (part.mimeType.endsWith("xml")
            || name.endsWith(".xml")
            || UnpackedFiles.isArchive(part.content)
            || part.start(SNIFFED_BYTES).toLowerCase(Locale.ROOT).contains("infringement"));
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var found = noticeWithin(opened.requireMail()).orElseThrow();
    var fields = found.fields();
    var draft = PlainMail.draft("acns", opened, found.mail());
    draft.category = Category.COPYRIGHT;
    draft.externalId = fields.get("case/id");
    draft.occurredAt = StatedDate.of(fields.get("source/timestamp")).orElse(null);
    var writer = draft.reporter;
    draft.reporter =
        new ParsedReport.Reporter(
            writer == null ? null : writer.name(),
            writer == null ? AddrSpec.of(fields.get("complainant/email")) : writer.email(),
            fields.get("complainant/entity"));
    draft
        .detail("caseId", draft.externalId)
        .detail("sourceIp", NetworkAddress.of(fields.get("source/ip_address")))
        .detail("sourcePort", fields.get("source/port"))
        .detail("sourceUrl", fields.get("source/url"))
        .detail("protocol", fields.get("source/type"))
        .detail("complainant", fields.get("complainant/entity"))
        .detail("work", fields.get("content/item/title"))
        .detail("fileName", fields.get("content/item/filename"));
    draft.indicators.add(fields.get("source/ip_address"), Role.SOURCE);
    draft.indicators.add(fields.get("source/url"), Role.SOURCE);
    var text = PlainMail.withReport(opened.requireMail(), found.mail());
    draft.text(text);
    PlainMail.mine(draft, text);
    PlainMail.stated(draft, opened, found.mail());
    return draft.finish();
  }
}
