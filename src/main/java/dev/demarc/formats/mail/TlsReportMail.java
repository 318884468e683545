package dev.demarc.formats.mail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.files.UnpackedFiles;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.mime.PartFiles;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.shared.Indicator.Role;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports about SMTP over TLS (RFC 8460): statistics, filed beside the cases. */
public final class TlsReportMail implements ReportFormat {

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && isOne(opened.mail());
  }

  static boolean isOne(MailPart mail) {
    return mail.isReportOfType("tlsrpt")
        || mail.headers.has("TLS-Report-Domain")
        || mail.leaves().anyMatch(TlsReportMail::isTyped)
        || json(mail).isPresent();
  }

  private static boolean isTyped(MailPart part) {
    return part.mimeType.startsWith("application/tlsrpt");
  }

  static Optional<JsonNode> json(MailPart mail) {
    return mail.once(TlsReportMail.class, () -> find(mail));
  }

  private static Optional<JsonNode> find(MailPart mail) {
    return in(mail.leaves().filter(part -> part.message == null && couldBeReport(part)).limit(5));
  }

  private static Optional<JsonNode> in(Stream<MailPart> parts) {
    return PartFiles.of(parts).stream()
        .flatMap(unpacked -> unpacked.files().stream())
        .map(file -> JsonTree.readOrNull(file.content()))
        .filter(tree -> tree != null && isReport(tree))
        .findFirst();
  }

  /** In any file there is, whatever its name. */
  static Optional<JsonNode> packed(MailPart body) {
    return in(body.leaves().filter(part -> part.message == null).limit(5));
  }

  static boolean isReport(JsonNode tree) {
    return tree.has("report-id") && tree.has("policies");
  }

  private static boolean couldBeReport(MailPart part) {
    var name = part.fileName() == null ? "" : part.fileName().toLowerCase(Locale.ROOT);
    return isTyped(part) || name.endsWith(".json") || UnpackedFiles.isArchive(part.content);
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var draft = PlainMail.draft("tls-rpt", opened);
    draft.text(MailText.of(opened.requireMail()));
    if (draft.requireMail().kind() != MailFacts.Kind.AGGREGATE
        || draft.requireMail().mayBeAnswered()) {
      draft.mail = draft.requireMail().as(MailFacts.Kind.AGGREGATE, "aggregate report");
    }
    json(opened.requireMail())
        .ifPresentOrElse(
            tree -> describe(draft, tree),
            () -> draft.problem("The TLS report itself could not be found or read."));
    draft.indicators.add(draft.requireMail().from(), Role.REPORTER);
    return draft.finish();
  }

  static void describe(ReportDraft draft, JsonNode tree) {
    long successful = 0;
    long failed = 0;
    String domain = null;
    for (var policy : tree.path("policies")) {
      var summary = policy.path("summary");
      successful += summary.path("total-successful-session-count").asLong();
      failed += summary.path("total-failure-session-count").asLong();
      var stated = JsonTree.text(policy.path("policy").path("policy-domain"));
      domain = domain == null ? stated : domain;
    }
    draft.externalId = JsonTree.text(tree.path("report-id"));
    var range = tree.path("date-range");
    draft.occurredAt = StatedDate.of(JsonTree.text(range.path("start-datetime"))).orElse(null);
    draft
        .detail("organization", JsonTree.text(tree.path("organization-name")))
        .detail("reportId", draft.externalId)
        .detail("domain", domain)
        .detail("begin", draft.occurredAt)
        .detail("end", StatedDate.of(JsonTree.text(range.path("end-datetime"))).orElse(null))
        .detail("successfulSessions", successful)
        .detail("failedSessions", failed);
    draft.indicators.add(domain, Role.MENTIONED);
  }
}
