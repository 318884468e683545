package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.indicators.NetworkAddress;
import dev.demarc.formats.mime.HeaderFields;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reports of SpamCop: address and number in the subject, then {@code Email from <address> / <date>}
 * or {@code Spamvertised web site: <url>}, a link to the report, and the spam itself as text.
 */
public final class SpamCopMail implements ReportFormat {

  private static final int MOST_SITES = 100;
  private static final Pattern SUBJECT =
      Pattern.compile("(?i)\\[SpamCop\\s*\\(([^)]{1,300})\\)\\s*id:(\\d{4,20})\\]\\s*(.*)");
  private static final Pattern BANNER = Pattern.compile("(?m)^[> ]*\\[ ?SpamCop V[\\d.]+");
  private static final Pattern MAIL_FROM =
      Pattern.compile("(?im)^[> ]*Email from ([0-9a-f.:]{3,45}) / (.{6,60})$");
  private static final Pattern SITE =
      Pattern.compile(
          "(?im)^[> ]*Spamvertised (?:web ?site|url|page):? *(\\S*)[ \\t]*$(?:\\n"
              + "[> ]*(https?\\S+))?");
  private static final Pattern SITE_AT =
      Pattern.compile("(?im)^[> ]*(https?://\\S+) is ([0-9a-f.:]{3,45})(?:; *(.{6,60}))?$");
  private static final Pattern LINK =
      Pattern.compile("(?i)https?://(?:www\\.)?spamcop\\.net/w3m\\?i=(z\\w+)");
  private static final Pattern OFFENDING =
      Pattern.compile("(?im)^[> ]*\\[ Offending message \\][ \\t]*$");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && reportWithin(opened.mail()) != null;
  }

  private static @Nullable MailPart reportWithin(MailPart mail) {
    return ForwardedMail.candidates(mail).stream()
        .filter(SpamCopMail::isReport)
        .findFirst()
        .orElse(null);
  }

  private static boolean isReport(MailPart mail) {
    var subject = mail.headers.first("Subject");
    if (subject != null && SUBJECT.matcher(Text.oneLine(subject, 2_000)).find()) {
      return true;
    }
    var text = Text.cut(MailText.of(mail), 8_192);
    return BANNER.matcher(text).find() && LINK.matcher(text).find();
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var report = Objects.requireNonNull(reportWithin(opened.requireMail()));
    var draft = PlainMail.draft("spamcop", opened, report);
    draft.category = Category.SPAM;
    draft.text(PlainMail.withReport(opened.requireMail(), report));
    var text = MailText.of(report);
    subject(draft, report);
    var offending = OFFENDING.matcher(text);
    boolean enclosed = offending.find();
    var said = enclosed ? text.substring(0, offending.start()) : text;
    mailFrom(draft, said);
    sites(draft, said);
    var link = LINK.matcher(said);
    draft.detail(
        "reportUrl", link.find() ? "https://www.spamcop.net/w3m?i=" + link.group(1) : null);
    draft.indicators.add(draft.requireMail().from(), Role.REPORTER);
    if (enclosed) {
      original(draft, text.substring(offending.end()));
    }
    return draft.finish();
  }

  private static void subject(ReportDraft draft, MailPart report) {
    var subject = report.headers.first("Subject");
    var found = SUBJECT.matcher(subject == null ? "" : Text.oneLine(subject, 2_000));
    if (found.find()) {
      draft.externalId = found.group(2);
      draft.detail("spamcopId", found.group(2)).detail("reportedSubject", found.group(3));
      source(draft, found.group(1));
    }
  }

  private static void source(ReportDraft draft, String stated) {
    var address = NetworkAddress.of(stated);
    if (!draft.details.containsKey("sourceIp")) {
      draft.detail("sourceIp", address);
    }
    draft.indicators.add(stated, Role.SOURCE);
  }

  private static void mailFrom(ReportDraft draft, String said) {
    var found = MAIL_FROM.matcher(said);
    while (found.find()) {
      source(draft, found.group(1));
      if (draft.occurredAt == null) {
        draft.occurredAt = StatedDate.of(found.group(2)).orElse(null);
      }
    }
  }

  private static void sites(ReportDraft draft, String said) {
    var sites = new ArrayList<String>();
    var named = SITE.matcher(said);
    while (named.find() && sites.size() < MOST_SITES) {
      var url = named.group(1).isEmpty() ? named.group(2) : named.group(1);
      if (url != null && draft.indicators.add(url, Role.SOURCE)) {
        sites.add(url);
      }
    }
    var hosted = SITE_AT.matcher(said);
    while (hosted.find() && sites.size() < MOST_SITES) {
      draft.indicators.add(hosted.group(1), Role.SOURCE);
      source(draft, hosted.group(2));
      if (draft.occurredAt == null) {
        draft.occurredAt = StatedDate.of(hosted.group(3)).orElse(null);
      }
      sites.add(hosted.group(1));
    }
    draft.detail("spamvertised", sites.stream().distinct().toList());
  }

  private static void original(ReportDraft draft, String text) {
    var lines = text.stripLeading();
    int end = lines.indexOf("\n\n");
    var header = HeaderFields.ofText(end < 0 ? lines : lines.substring(0, end));
    new OriginalMail(header, "").describe(draft);
    IndicatorMiner.mentions(header.first("Subject"), draft.indicators);
    IndicatorMiner.mentions(end < 0 ? "" : lines.substring(end), draft.indicators);
  }
}
