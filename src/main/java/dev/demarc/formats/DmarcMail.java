package dev.demarc.formats;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Aggregate reports about mail authentication (RFC 7489 section 7.2, RFC 9990): statistics, nothing
 * that anybody has to act on by itself. Told by what is in the file, whatever its name and type.
 */
final class DmarcMail implements ReportFormat {

  private static final int SNIFFED_BYTES = 1_024;
  private static final int MOST_FILES = 5;

  /** {@code receiver!policy-domain!begin!end[!id].xml[.gz]}, RFC 7489 section 7.2.1.1. */
  private static final Pattern NAME =
      Pattern.compile("(?i)^[^!]+![^!]+!\\d+!\\d+(![^!]*)?\\.(xml|zip|gz|xml\\.gz)$");

  private static final Pattern SUBJECT =
      Pattern.compile(
          "(?i)^\\W*(\\[[^\\]]*\\]\\W*)?report[- ]domain: ?\\S+.*(submitter:|report-id:)");

  private record Found(DmarcReport report, List<String> problems) {}

  @Override
  public boolean recognises(OpenedSubmission opened) {
    if (opened.mail() == null || TlsReportMail.isOne(opened.mail())) {
      return false;
    }
    var subject = opened.mail().headers.first("Subject");
    return (subject != null && SUBJECT.matcher(Text.oneLine(subject, 1_000)).find())
        || opened.mail().leaves().anyMatch(DmarcMail::isNamedSo)
        || within(opened.mail()).report() != null;
  }

  private static boolean isNamedSo(MailPart part) {
    return part.fileName() != null && NAME.matcher(part.fileName()).find();
  }

  private static Found within(MailPart mail) {
    return mail.once(DmarcMail.class, () -> find(mail));
  }

  private static Found find(MailPart mail) {
    var parts =
        mail.leaves().filter(part -> part.message == null && couldBeReport(part)).limit(MOST_FILES);
    var unpacked = Unpacked.of(parts);
    var report =
        unpacked.stream()
            .flatMap(each -> each.files().stream())
            .filter(file -> startsAsXml(file.content()))
            .map(file -> DmarcReport.of(file.content()))
            .filter(Objects::nonNull)
            .findFirst();
    var problems = unpacked.stream().map(Unpacked::problem).filter(Objects::nonNull).toList();
    return new Found(report.orElse(null), problems);
  }

  private static boolean couldBeReport(MailPart part) {
    var name = part.fileName() == null ? "" : part.fileName().toLowerCase(Locale.ROOT);
    return Unpacked.isArchive(part.content)
        || name.endsWith(".xml")
        || part.mimeType.endsWith("/xml")
        || (MailAttachments.isFile(part) && startsAsXml(part.content));
  }

  private static boolean startsAsXml(byte[] content) {
    var start =
        Text.decode(java.util.Arrays.copyOf(content, Math.min(content.length, SNIFFED_BYTES)), null)
            .stripLeading();
    return start.startsWith("<?xml") || start.startsWith("<feedback");
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var draft = PlainMail.draft("dmarc", opened);
    draft.text(MailText.of(opened.mail()));
    if (draft.mail.kind() != MailFacts.Kind.AGGREGATE || draft.mail.mayBeAnswered()) {
      draft.mail = draft.mail.as(MailFacts.Kind.AGGREGATE, "aggregate report");
    }
    var found = within(opened.mail());
    found.problems().forEach(draft::problem);
    if (found.report() == null) {
      draft.problem("The aggregate report itself could not be found or read.");
    } else {
      describe(draft, found.report());
    }
    draft.indicators.add(draft.mail.from(), Role.REPORTER);
    return draft.finish();
  }

  private static void describe(ReportDraft draft, DmarcReport report) {
    var domain = report.facts.get("policy_published/domain");
    var organization = report.facts.get("report_metadata/org_name");
    draft.externalId = report.facts.get("report_metadata/report_id");
    draft.occurredAt = report.begin();
    draft
        .detail("organization", organization)
        .detail("reportId", draft.externalId)
        .detail("domain", domain)
        .detail("policy", report.facts.get("policy_published/p"))
        .detail("begin", report.begin())
        .detail("end", report.end())
        .detail("records", report.records)
        .detail("messages", report.messages)
        .detail("failingMessages", report.failing)
        .detail("failingSources", List.copyOf(report.failingSources));
    if (report.problem != null) {
      draft.problem(report.problem);
    }
    var sender = draft.reporter;
    draft.reporter =
        new ParsedReport.Reporter(
            sender == null ? null : sender.name(),
            sender == null ? null : sender.email(),
            organization);
    draft.indicators.add(domain, Role.MENTIONED);
    report.failingSources.forEach(address -> draft.indicators.add(address, Role.MENTIONED));
    draft.text(
        "DMARC aggregate report of %s for %s, %s to %s: %d messages, %d failed."
            .formatted(
                organization,
                domain,
                report.begin(),
                report.end(),
                report.messages,
                report.failing));
  }
}
