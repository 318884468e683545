package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.files.UnpackedFiles;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.mime.MailAttachments;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.mime.PartFiles;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Aggregate reports about mail authentication (RFC 7489 section 7.2, RFC 9990): statistics, nothing
 * that anybody has to act on by itself. Told by what is in the file, whatever its name and type.
 */
public final class DmarcMail implements ReportFormat {

  private static final int SNIFFED_BYTES = 1_024;
  private static final int MOST_FILES = 20;
  private static final int MOST_SOURCES = 100;

  /** {@code receiver!policy-domain!begin!end[!id].xml[.gz]}, RFC 7489 section 7.2.1.1. */
  private static final Pattern NAME =
      Pattern.compile("(?i)^[^!]+![^!]+!\\d+!\\d+(![^!]*)?\\.(xml|zip|gz|xml\\.gz)$");

  private static final Pattern SUBJECT =
      Pattern.compile(
          "(?i)^\\W*(\\[[^\\]]*\\]\\W*)?report[- ]domain: ?\\S+.*(submitter:|report-id:)");

  public record Found(List<DmarcReport> reports, List<String> problems) {}

  @Override
  public boolean recognises(OpenedSubmission opened) {
    if (opened.mail() == null || TlsReportMail.isOne(opened.mail())) {
      return false;
    }
    var subject = opened.mail().headers.first("Subject");
    return (subject != null && SUBJECT.matcher(Text.oneLine(subject, 1_000)).find())
        || opened.mail().leaves().anyMatch(DmarcMail::isNamedSo)
        || !within(opened.mail()).reports().isEmpty();
  }

  private static boolean isNamedSo(MailPart part) {
    return part.fileName() != null && NAME.matcher(part.fileName()).find();
  }

  static Found within(MailPart mail) {
    return mail.once(DmarcMail.class, () -> find(mail));
  }

  private static Found find(MailPart mail) {
    var parts =
        mail.leaves().filter(part -> part.message == null && couldBeReport(part)).limit(MOST_FILES);
    var unpacked = PartFiles.of(parts);
    var reports =
        unpacked.stream()
            .flatMap(each -> each.files().stream())
            .filter(file -> startsAsXml(file.content()))
            .map(file -> DmarcReport.of(file.content()))
            .filter(Objects::nonNull)
            .limit(MOST_FILES)
            .toList();
    var problems = unpacked.stream().map(UnpackedFiles::problem).filter(Objects::nonNull).toList();
    return new Found(reports, problems);
  }

  private static boolean couldBeReport(MailPart part) {
    var name = part.fileName() == null ? "" : part.fileName().toLowerCase(Locale.ROOT);
    return UnpackedFiles.isArchive(part.content)
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
    draft.text(MailText.of(opened.requireMail()));
    if (draft.requireMail().kind() != MailFacts.Kind.AGGREGATE
        || draft.requireMail().mayBeAnswered()) {
      draft.mail = draft.requireMail().as(MailFacts.Kind.AGGREGATE, "aggregate report");
    }
    var found = within(opened.requireMail());
    found.problems().forEach(draft::problem);
    if (found.reports().isEmpty()) {
      draft.problem("The aggregate report itself could not be found or read.");
    } else {
      describe(draft, found.reports().get(0));
      others(draft, found.reports());
    }
    draft.indicators.add(draft.requireMail().from(), Role.REPORTER);
    return draft.finish();
  }

  /** The first gives the facts; what they count and mention is that of all. */
  private static void others(ReportDraft draft, List<DmarcReport> all) {
    if (all.size() == 1) {
      return;
    }
    draft
        .detail("reports", all.size())
        .detail("records", all.stream().mapToInt(r -> r.records).sum())
        .detail("messages", all.stream().mapToLong(r -> r.messages).sum())
        .detail("failingMessages", all.stream().mapToLong(r -> r.failing).sum())
        .detail(
            "failingSources",
            all.stream()
                .flatMap(r -> r.failingSources.stream())
                .distinct()
                .limit(MOST_SOURCES)
                .toList());
    for (var other : all.subList(1, all.size())) {
      mention(draft, other);
    }
  }

  static void describe(ReportDraft draft, DmarcReport report) {
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
    mention(draft, report);
  }

  private static void mention(ReportDraft draft, DmarcReport report) {
    var domain = report.facts.get("policy_published/domain");
    draft.indicators.add(domain, Role.MENTIONED);
    report.failingSources.forEach(address -> draft.indicators.add(address, Role.MENTIONED));
    draft.text(
        "DMARC aggregate report of %s for %s, %s to %s: %d messages, %d failed."
            .formatted(
                report.facts.get("report_metadata/org_name"),
                domain,
                report.begin(),
                report.end(),
                report.messages,
                report.failing));
  }
}
