package dev.demarc.formats.mailfacts;

import com.google.re2j.Pattern;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Mails that ask a sender to prove that it is no machine before another mail is delivered. We are
 * one, and an answer would let loops and spammers through.
 */
final class ChallengeMail {

  private static final int READ_CHARS = 8 * 1024;
  private static final Pattern SENDER =
      Pattern.compile(
          "(?i)(@([a-z0-9-]+\\.)*(spamarrest|boxbe|sendio|bluebottle|knowspam|mailblocks|vanquish|digiportal|cleanmy-mailbox)\\.[a-z.]+$"
              + "|-confirm-\\d+\\.\\d+\\.[0-9a-f]+@|^(challenge|confirm|verify|whitelist|anti-?spam)[-_.a-z0-9=+]*@)");
  private static final Pattern SUBJECT =
      Pattern.compile(
          "(?i)\\b((confirm|verify|authenticate|validate)\\b.{0,30}\\b(your|you"
              + " sent|sender|delivery|human|e-?mail|message|address)"
              + "|(await|requir|need|pending)\\w*\\b.{0,30}\\b(confirmation|verification|approval|authentication)|(sender|one[-"
              + " ]time) (verification|confirmation|authentication)|challenge[-"
              + " ]response|re:.{1,200}\\((sender )?verification|waiting list)\\b");
  private static final Pattern TEXT =
      Pattern.compile(
          "(?is)\\b((reply to|click|follow|visit|go"
              + " to|enter|type|complete)\\b.{0,120}\\b(confirm|verif|deliver|release|approve|human|authenticate|guest"
              + " list)|(will not|won't|cannot|has not( yet)?|hasn't) be(en)? delivered"
              + " (until|unless|before)|(held|quarantined|queued|pending|on hold)"
              + " (until|because|as) (you|i |your)|(only|just) (have to|need to)"
              + " (do|confirm|verify) this once|so (that )?i can receive your|para que (a |sua"
              + " )?mensagem .{0,20}(encaminhada|entregue)|para que su (mensaje|correo)"
              + " .{0,20}entreg|(damit|um) ihre (nachricht|e-?mail).{0,40}zu(ge|zu)?stell|pour que"
              + " votre (message|courriel|e-?mail).{0,40}(parvien|remis|distribu|d.livr))");
  private static final Pattern PRODUCT =
      Pattern.compile(
          "(?i)^(X-TMDA-|X-Boxbe|X-Spam-?Arrest|X-ASK-|X-Challenge|X-Sendio-Challenge)");

  private ChallengeMail() {}

  /** Two of sender or product, subject and text: reports ask for confirmation as well. */
  static boolean is(MailPart mail, @Nullable String from, @Nullable String subject) {
    boolean bySender =
        (from != null && SENDER.matcher(from).find())
            || mail.headers.hasNameLike(PRODUCT)
            || startsWithTmda(mail.headers.first("X-Delivery-Agent"));
    boolean bySubject = SUBJECT.matcher(subject).find();
    return (bySender || bySubject)
        && ((bySender && bySubject)
            || TEXT.matcher(Text.cut(MailText.of(mail), READ_CHARS)).find());
  }

  private static boolean startsWithTmda(@Nullable String agent) {
    return agent != null && agent.regionMatches(true, 0, "TMDA", 0, 4);
  }
}
