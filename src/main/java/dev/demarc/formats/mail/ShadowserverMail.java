package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.bulk.ShadowserverTypes;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.mailfacts.AddressList;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Indicator.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Daily reports of the Shadowserver Foundation: a table of addresses, plain or packed, whose file
 * name tells which report it is ({@code 2026-11-02-scan_dns-example-asn.csv}). All times are UTC.
 */
public final class ShadowserverMail implements ReportFormat {

  private static final Pattern SUBJECT =
      Pattern.compile("(?i)shadowserver\\b.*?\\b([a-z0-9][a-z0-9_-]{2,60})[ -]report\\b");
  private static final Pattern SENDER = Pattern.compile("(?i)@([a-z0-9-]+\\.)*shadowserver\\.org$");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.mail() != null && reportWithin(opened.mail()) != null;
  }

  private static @Nullable MailPart reportWithin(MailPart mail) {
    return ForwardedMail.candidates(mail).stream()
        .filter(m -> isReport(m) || (m != mail && isReport(m, mail)))
        .findFirst()
        .orElse(null);
  }

  private static boolean isReport(MailPart mail) {
    return isReport(mail, mail);
  }

  private static boolean isReport(MailPart mail, MailPart withFiles) {
    var from = AddressList.first(mail.headers.raw("From")).address();
    var subject = mail.headers.first("Subject");
    boolean sent = from != null && SENDER.matcher(from).find();
    boolean named = subject != null && subject.toLowerCase(Locale.ROOT).contains("shadowserver");
    return (sent && named)
        || ((sent || named) && withFiles.leaves().anyMatch(CsvFiles::couldHoldTable));
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var mail = opened.requireMail();
    var report = Objects.requireNonNull(reportWithin(mail));
    var draft = PlainMail.draft("shadowserver", opened, report);
    draft.text(PlainMail.withReport(mail, report));
    var tables = new ArrayList<>(CsvFiles.of(report, draft));
    if (tables.isEmpty() && report != mail) {
      tables.addAll(CsvFiles.of(mail, draft));
    }
    var type = type(report, tables);
    draft.category = ShadowserverTypes.category(type);
    draft.detail("reportType", type);
    draft.readerIs = ShadowserverTypes.readerIs(type);
    if (report == mail && isSentByThem(mail) && draft.requireMail().mayBeAnswered()) {
      draft.mail =
          draft.requireMail().as(draft.requireMail().kind(), "a report that a program sends");
    }
    rows(draft, tables, ShadowserverTypes.senders(type));
    draft.indicators.add(draft.requireMail().from(), Role.REPORTER);
    IndicatorMiner.mentions(MailText.of(report), draft.indicators);
    return draft.finish();
  }

  private static boolean isSentByThem(MailPart mail) {
    var from = AddressList.first(mail.headers.raw("From")).address();
    return from != null && SENDER.matcher(from).find();
  }

  private static @Nullable String type(MailPart report, List<CsvFiles.Table> tables) {
    for (var table : tables) {
      var named = ShadowserverTypes.ofFile(table.fileName());
      if (named != null) {
        return named;
      }
    }
    var subject = report.headers.first("Subject");
    var named = SUBJECT.matcher(subject == null ? "" : Text.cut(subject, 1_000));
    return named.find() ? named.group(1).toLowerCase(Locale.ROOT).replace('-', '_') : null;
  }

  private static void rows(ReportDraft draft, List<CsvFiles.Table> tables, Role senders) {
    var times = new ArrayList<Instant>();
    int rows = 0;
    for (var table : tables) {
      CsvFiles.indicators(draft, table.rows(), senders);
      times.addAll(CsvFiles.times(table.rows()));
      rows += table.rows().rows().size();
    }
    times.sort(null);
    draft.detail("rows", rows);
    if (!times.isEmpty()) {
      draft.occurredAt = times.get(0);
      draft.detail("firstTime", times.get(0)).detail("lastTime", times.get(times.size() - 1));
    }
    if (rows == 0) {
      draft.problem(
          "No table came with this report. If it names a link, download the file and send it in.");
    }
  }
}
