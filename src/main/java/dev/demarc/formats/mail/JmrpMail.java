package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.indicators.NetworkAddress;
import dev.demarc.formats.mailfacts.AddressList;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.Locale;

/**
 * Complaints of Microsoft's Junk Mail Reporting Program: no feedback part, the address stands in
 * the subject alone, and the complained-about mail is enclosed.
 */
public final class JmrpMail implements ReportFormat {

  private static final Pattern SUBJECT =
      Pattern.compile("(?i)^\\s*complaint about message from \\[?([0-9a-f.:]+)\\]?");

  @Override
  public boolean recognises(OpenedSubmission opened) {
    if (opened.mail() == null || OriginalMail.within(opened.mail()).isEmpty()) {
      return false;
    }
    var from = AddressList.first(opened.mail().headers.raw("From")).address();
    var subject = opened.mail().headers.first("Subject");
    return from != null
        && from.toLowerCase(Locale.ROOT).matches("staff@(hotmail|outlook|microsoft|live)\\..*")
        && subject != null
        && SUBJECT.matcher(subject).find();
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var draft = PlainMail.draft("jmrp", opened);
    draft.category = Category.SPAM;
    // the sender address takes no mail, although nothing in the header says so
    draft.mail = draft.requireMail().as(draft.requireMail().kind(), "feedback loop (JMRP)");
    var named = SUBJECT.matcher(opened.requireMail().headers.first("Subject"));
    var address = named.find() ? NetworkAddress.of(named.group(1)) : null;
    draft.detail("sourceIp", address);
    if (address != null) {
      draft.indicators.add(address, Role.SOURCE);
    } else {
      draft.problem("The subject names no address.");
    }
    var original = OriginalMail.within(opened.requireMail()).orElseThrow();
    original.describe(draft);
    draft.occurredAt = StatedDate.of(original.headers().raw("Date")).orElse(null);
    draft.detail("originalRcptTo", original.headers().all("X-HmXmrOriginalRecipient"));
    draft.text(MailText.withFiles(opened.requireMail())).text(original.shown());
    draft.indicators.add(draft.requireMail().from(), Role.REPORTER);
    IndicatorMiner.mentions(original.text(), draft.indicators);
    return draft.finish();
  }
}
