package dev.demarc.formats.mailfacts;

import com.google.re2j.Pattern;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells reports from mails that only come because of reports. */
final class MailKind {

  private static final Pattern BOUNCE_SUBJECT =
      Pattern.compile(
          "(?i)^\\W*(postmaster\\W+|imailserver\\W+|message"
              + " status\\W+|sorry\\W+)?(undeliver|delivery status|delivery (has )?fail|delivery"
              + " notification|mail delivery|returned (e-?)?mail|failure (notice|delivery)|failed"
              + " delivery|message delivery|e-?mail delivery|mail system"
              + " error|non-?delivery|nondeliverable|(your )?(message|e-?mail|mail)( to \\S+)?"
              + " (could not|was not|not|cannot) (be )?(sent|deliver)|there was an error"
              + " sending|notice: mail|unable to deliver|user unknown|warning: (could"
              + " not|message)|delayed mail|delivery delay|non remis|unzustellbar|could not send"
              + " message|receipt of your (e-?)?mail failed|failed mail|mail failed|permanent"
              + " delivery|processing error|.{0,60}user unknown|rejected mail|automatically"
              + " rejected|nicht zugestellt|no se (ha )?(podido|pudo) entregar|.{0,160} : non"
              + " remis\\b|退信|.{0,20}(邮件|郵件).{0,8}(失败|失敗|无法|無法)|.{0,20}(配信|送信).{0,6}(不能|失敗|できません)|не"
              + " доставлен|недоставлен|반송|iletilemedi|nedoru.en|niedostarcz|onbestelbaar|kunde"
              + " inte levereras|kunne ikke leveres|mail delivery warning|consegna (fallita|non"
              + " riuscita)|messaggio non (consegnato|recapitato)|.chec de (la"
              + " )?(remise|livraison|distribution))");
  private static final Pattern BOUNCE_SENDER =
      Pattern.compile(
          "(?i)^(mailer-?daemon|post_?master|m(ail-?)?daemon"
              + "|mail[-_.]?delivery[-_.]?(sub)?(system|service)?)\\\\?(@|$)");

  /** Addresses and names under which nobody writes but a mail server that gives something back. */
  private static final Pattern DAEMON =
      Pattern.compile("(?i)^(mailer-?daemon@|mail delivery (sub)?system$)");

  private static final Pattern BOUNCE_TEXT =
      Pattern.compile(
          "(?i)(permanent (fatal |delivery )?error|(could|can)(not| not) be delivered|no such"
              + " user|user unknown|unknown user|invalid (user )?(address|recipient)|mailbox (is"
              + " )?(full|unavailable)|recipient (address )?rejected|was(n't| not) (able to"
              + " )?deliver|deliver(y|ing) (has |to the following"
              + " )?.{0,40}fail|undeliverable|final-recipient:|diagnostic-code:|\\b55[0-4]["
              + " -][0-9A-Za-z#]|收件人不存在|邮件被退回|user not found|n'a pas pu .{1,2}tre"
              + " (d.{1,2}livr|remis|distribu|achemin)|konnte nicht zugestellt|no (se )?(ha |han"
              + " )?(podido|pudo|pudieron) (ser )?entreg|n.{1,2}o (p.{1,2}de|foi"
              + " poss.{1,2}vel|pode) ?(ser )?(entreg|enviad)|non"
              + " .{0,24}(consegnat|recapitat)|delivery of e-?mail to"
              + " .{0,120}(delay|fail|postpone))");

  /** A person who writes such a subject complains, for instance of bounces. */
  private static final Pattern REPORTED =
      Pattern.compile(
          "(?i)\\b(abuse|complaint|attack|backscatter|flood(ed|ing)?|spam(mer|ming)?|phishing)\\b"
              + "|\\b\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\b");

  /** A bounce names abuse@ and the like for the mailboxes that they are. */
  private static final Pattern MAILBOX = Pattern.compile("\\S+@\\S+");

  private static final Pattern AGGREGATE_SUBJECT =
      Pattern.compile("(?i)report[- ]domain: ?.*(submitter:|report-id:)");

  private static final int READ_CHARS = 4_096;

  private MailKind() {}

  static MailFacts.Kind of(MailPart mail, @Nullable String from) {
    if (mail.isReportOfType("feedback-report")) {
      return MailFacts.Kind.REPORT;
    }
    if (mail.isReportOfType("delivery-status") || holds(mail, "message/delivery-status")) {
      return MailFacts.Kind.BOUNCE;
    }
    if (mail.isReportOfType("disposition-notification")) {
      return MailFacts.Kind.AUTO_REPLY;
    }
    var subject = mail.headers.first("Subject");
    subject = subject == null ? "" : Text.oneLine(subject, 300);
    if (isAggregate(mail, subject)) {
      return MailFacts.Kind.AGGREGATE;
    }
    if (isBounce(mail, from, subject)) {
      return MailFacts.Kind.BOUNCE;
    }
    boolean automatic = AutoReply.is(mail, subject) || ChallengeMail.is(mail, from, subject);
    return automatic ? MailFacts.Kind.AUTO_REPLY : MailFacts.Kind.REPORT;
  }

  /** DMARC aggregate reports (RFC 7489 section 7.2.1.1) and TLS reports (RFC 8460 section 5.3). */
  private static boolean isAggregate(MailPart mail, @Nullable String subject) {
    return mail.isReportOfType("tlsrpt")
        || mail.headers.has("TLS-Report-Domain")
        || AGGREGATE_SUBJECT.matcher(subject).find()
        || mail.leaves().anyMatch(MailKind::isAggregateFile);
  }

  private static boolean isAggregateFile(MailPart part) {
    if (part.mimeType.startsWith("application/tlsrpt")) {
      return true;
    }
    var name = part.fileName();
    return name != null
        && name.toLowerCase(Locale.ROOT).matches("[^!]+![^!]+!\\d+!\\d+.*\\.(xml|zip|gz)");
  }

  private static boolean isBounce(MailPart mail, @Nullable String from, @Nullable String subject) {
    if (mail.headers.has("X-Failed-Recipients")) {
      return true;
    }
    boolean namedSo = BOUNCE_SUBJECT.matcher(subject).find();
    var name = AddressList.first(mail.headers.raw("From")).name();
    boolean daemon =
        (from != null && DAEMON.matcher(from).find())
            || (name != null && DAEMON.matcher(name).find());
    boolean reported = REPORTED.matcher(MAILBOX.matcher(subject).replaceAll("")).find();
    boolean sentSo = daemon || from == null || BOUNCE_SENDER.matcher(from).find();
    if ((namedSo && sentSo) || (daemon && !reported)) {
      return true;
    }
    boolean reports = !sentSo && reported;
    return (namedSo || sentSo)
        && !reports
        && BOUNCE_TEXT.matcher(Text.cut(MailText.of(mail), READ_CHARS)).find();
  }

  private static boolean holds(MailPart mail, String mimeType) {
    return mail.leaves().anyMatch(p -> p.mimeType.equals(mimeType));
  }
}
