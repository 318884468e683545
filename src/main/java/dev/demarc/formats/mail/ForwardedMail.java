package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.indicators.IndicatorList;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.mailfacts.AddressList;
import dev.demarc.formats.mailfacts.MailFactsReader;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reports that somebody passes on: the mail that holds the report is then enclosed in, or quoted
 * by, the one that came. A spam that is enclosed with a complaint is not such a report.
 */
public final class ForwardedMail {

  private static final int MOST_QUOTED = 3;
  private static final int MOST_ENCLOSED = 20;
  private static final Pattern DESK =
      Pattern.compile(
          "(?i)^(abuse|security|sec|noc|soc|cert|csirt|psirt|incident(s|response)?|phish(ing)?"
              + "|postmaster|hostmaster|aws[-_.].*|.*[-_.+]abuse)@");
  private static final Pattern REPORTED =
      Pattern.compile(
          "(?i)\\b(abuse|abusive|complaint|open (http |socks )?(proxy|relay|resolver)|brute[- ]?force|port ?scan(ning)?|intrusion|ddos|attack"
              + "(s|ed|ing)?|(security|incident|phishing|spam|malware|vulnerability|copyright|takedown)"
              + " (report|notice|notification|incident|alert|request)|phishing (page|site|website|url|link)"
              + "|malware (distribution|site|url|infection)|botnet|dmca|infringement|compromised"
              + "|vulnerable|missbrauch|beschwerde|plainte|abuso|attaque|ataque"
              + "|attacco)\\b|angriff|攻撃|攻击|атак");

  private static final String CERTIFIED = "postacert.eml";

  private static final int READ_CHARS = 16 * 1024;
  private static final Pattern PASTED_HEADER =
      Pattern.compile("(?im)^[> \\t]*(received|return-path|message-id) ?:");
  private static final Set<IndicatorType> HOSTS =
      Set.of(IndicatorType.IPV4, IndicatorType.IPV6, IndicatorType.EC2_INSTANCE);

  private ForwardedMail() {}

  /**
   * The mails in which the report can stand, outermost first. What a bounce encloses was sent by us
   * and is no report.
   */
  public static List<MailPart> candidates(MailPart mail) {
    if (mail.candidates == null) {
      mail.candidates = find(mail);
    }
    return mail.candidates;
  }

  private static List<MailPart> find(MailPart mail) {
    var all = new ArrayList<>(enclosed(mail).toList());
    if (isDeliveryStatus(mail)) {
      return all;
    }
    var quoting = mail;
    for (int i = 0; i < MOST_QUOTED && quoting != null; i++) {
      quoting = QuotedMail.within(MailText.of(quoting)).orElse(null);
      if (quoting != null) {
        all.add(quoting);
      }
    }
    return List.copyOf(all);
  }

  /** This mail and those enclosed in it, outermost first, without those that came back to us. */
  public static Stream<MailPart> enclosed(MailPart mail) {
    return isDeliveryStatus(mail) ? Stream.of(mail) : mail.messages().limit(MOST_ENCLOSED);
  }

  private static boolean isDeliveryStatus(MailPart mail) {
    return mail.isReportOfType("delivery-status") || mail.headers.has("X-Failed-Recipients");
  }

  /** The mail that somebody passed on because it is a report, in whatever words. */
  static MailPart freeReport(MailPart mail) {
    return certified(mail)
        .or(
            () ->
                candidates(mail).stream()
                    .skip(1)
                    .filter(ForwardedMail::readsLikeAReport)
                    .findFirst())
        .orElse(mail);
  }

  /** What an Italian certified mail (PEC, RFC 6109, section 3.1.2) delivers. */
  private static Optional<MailPart> certified(MailPart mail) {
    return mail.leaves()
        .filter(part -> part.message != null && CERTIFIED.equalsIgnoreCase(part.fileName()))
        .map(part -> part.message)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * About abuse, and written to people who take reports or naming a host that does it: a spam is
   * neither, whatever it threatens with.
   */
  private static boolean readsLikeAReport(MailPart mail) {
    var subject = mail.headers.first("Subject");
    return AddressList.first(mail.headers.raw("From")).address() != null
        && subject != null
        && REPORTED.matcher(Text.cut(subject, 1_000)).find()
        && (AddressList.addresses(mail.headers.raw("To")).stream()
                .anyMatch(a -> DESK.matcher(a).find())
            || accusesAHost(MailText.of(mail)));
  }

  /** Not of a mail pasted with its whole header, whose Received fields name hosts as well. */
  private static boolean accusesAHost(String text) {
    var words = Text.cut(text, READ_CHARS);
    if (PASTED_HEADER.matcher(words).find()) {
      return false;
    }
    var found = new IndicatorList();
    IndicatorMiner.mine(words, found);
    return found.list().stream()
        .anyMatch(i -> i.role() == Indicator.Role.SOURCE && HOSTS.contains(i.type()));
  }

  /**
   * Names who wrote the report and who passed it on; the mail's own header stays that of the
   * latter.
   */
  static void describe(ReportDraft draft, MailPart mail, MailPart report) {
    if (report == mail) {
      return;
    }
    var writer = AddressList.first(report.headers.raw("From"));
    var forwarder = draft.requireMail().from();
    draft.detail("forwardedBy", forwarder);
    if (writer.address() != null || writer.name() != null) {
      draft.reporter = new ParsedReport.Reporter(writer.name(), writer.address(), null);
    }
    var subject = Text.oneLineOrNull(report.headers.first("Subject"), 1_000);
    if (subject != null && !subject.isBlank()) {
      draft.title = subject;
    }
    draft.forwardedSubject = subject;
    draft
        .detail("forwardedSubject", subject)
        .detail("forwardedDate", StatedDate.of(report.headers.raw("Date")).orElse(null))
        .detail("forwardedMessageId", MailFactsReader.messageId(report.headers.raw("Message-ID")));
  }
}
