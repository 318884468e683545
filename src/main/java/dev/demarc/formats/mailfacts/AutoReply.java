package dev.demarc.formats.mailfacts;

import com.google.re2j.Pattern;
import dev.demarc.formats.mime.MailPart;
import dev.demarc.formats.mime.MailText;
import dev.demarc.formats.text.Text;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Replies that a program gave in somebody's place: out of the office, or the receipt of a ticket
 * system. The header says it (RFC 3834), or the subject in the words of a mail program, or else the
 * text; whoever names an address that did something is no such program, whatever else he writes.
 */
final class AutoReply {

  private static final int READ_CHARS = 1_500;
  private static final int MOST_LINES = 60;

  private static final List<String> HEADERS =
      List.of(
          "X-Autoreply",
          "X-Auto-Reply",
          "X-Autorespond",
          "X-Apple-Action",
          "X-MS-Exchange-Generated-Message-Source");

  /** What mail programs put before the subject that they answer, after a ticket's number. */
  private static final Pattern SUBJECT =
      Pattern.compile(
          "(?i)^[^\\pL\\pN\\[]*(\\[[^\\]]{1,80}#\\d{1,12}\\]\\s*)?[^\\pL\\pN]*(re: *|aw: *|sv:"
              + " *)?(auto-? ?(matic|mated|matische|matisch|matisk|matiskt)?[-"
              + " ]?(re(ply|sponse|spons|sponder)|antwort|antwoord|svar)|auto:|ooo:|ooo\\b|out[-"
              + " ]of[- ](the )?office|not in the office|vacation|away from|i am (currently"
              + " )?(away|out of)|(on )?annual leave|abwesen|r.ponse automatique|absence( du"
              + " bureau)?\\b|absent(e)? du bureau|respuesta autom|fuera de (la )?oficina|risposta"
              + " automatica|fuori (ufficio|sede)|resposta autom|fora do"
              + " escrit|afwezig|automatyczna odpowied|autoodpowied|nieobecno|автоматический"
              + " ответ|автоответ|автоматична відповідь|отсутств|自動応答|自動返信|不在|自动回复|自动答复|自動回覆|자동"
              + " ?(회신|응답)|부재|fr.nvar|frav.r|automaattinen vastaus|poissa|automatick."
              + " odpov|nep..tomn|otomatik yan.t|automatikus v.lasz|r.spuns automat|automatski"
              + " odgovor|odgovor|samodejni odgovor|αυτόματη απάντηση|מענה אוטומטי|رد تلقائي)");

  /** In whatever language, but only in answer to a mail. */
  private static final Pattern AUTOMATIC =
      Pattern.compile(
          "(?i)^[^\\pL\\pN\\[]*(\\[[^\\]]{1,80}\\]\\s*)?(auto|авто|αυτόμ)\\pL{0,16}[ .:-]");

  /** In the first person: a report may well say that somebody else is on holiday. */
  private static final Pattern AWAY =
      Pattern.compile(
          "(?is)\\b(i am|i'm|i will be) (currently |presently )?(away|out of (the |my )?office|on"
              + " (annual |sick |parental )?leave|on (vacation|holiday))|\\bich bin (derzeit |zur"
              + " ?zeit |momentan |vom .{1,40}? )?(nicht im (b.ro|hause)|abwesend|im urlaub|au.er"
              + " haus)|\\bje suis (actuellement )?(absent|en cong|en vacances)|\\b(estoy|me"
              + " encuentro|estar.) (actualmente )?(fuera de|de vacaciones|ausente)");

  private static final Pattern RECEIPT =
      Pattern.compile(
          "(?is)\\b(has been (automatically )?(generated|created|opened) in response"
              + " to|(your|this|the) (request|message|e-?mail|enquiry|inquiry|ticket)( \\S{1,30})?"
              + " (has been|was) (successfully )?(received|registered|logged)|(thank you|thanks)"
              + " for (contacting|your (e-?)?mail|your message|your"
              + " (request|enquiry|inquiry))|(a|your) (support )?(ticket|request|case) .{0,60}(has"
              + " been|was) (created|opened|assigned))");
  private static final Pattern BY_PROGRAM =
      Pattern.compile(
          "(?is)\\b(automatically generated|automated"
              + " (message|response|reply|e-?mail)|auto-?generated|do not (reply|answer|respond)|no"
              + " need to reply|being reviewed by our|endeavou?r to reply|as soon as possible)");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b\\d{1,3}(\\.|\\[\\.\\])\\d{1,3}(\\.|\\[\\.\\])\\d{1,3}(\\.|\\[\\.\\])\\d{1,3}\\b"
              + "|\\bi-[0-9a-f]{8,17}\\b|(?i)\\bhxxps?:|[0-9a-f]{1,4}:[0-9a-f]{0,4}:[0-9a-f:]{2,}");

  private AutoReply() {}

  static boolean is(MailPart mail, @Nullable String subject) {
    return isLabelled(mail) || SUBJECT.matcher(subject).find() || readsSo(mail, subject);
  }

  private static boolean isLabelled(MailPart mail) {
    var submitted = mail.headers.first("Auto-Submitted");
    boolean replied =
        submitted != null && submitted.strip().toLowerCase(Locale.ROOT).startsWith("auto-replied");
    return replied
        || HEADERS.stream().anyMatch(mail.headers::has)
        || "auto_reply".equalsIgnoreCase(mail.headers.first("Precedence"));
  }

  /** Only for answers to a mail: nobody is told of an absence who did not write first. */
  private static boolean readsSo(MailPart mail, @Nullable String subject) {
    boolean answers =
        mail.headers.has("In-Reply-To")
            || mail.headers.has("References")
            || mail.headers.allRaw("Return-Path").stream().anyMatch(p -> p.strip().equals("<>"));
    if (!answers || ADDRESS.matcher(subject).find()) {
      return false;
    }
    var words = ownWords(mail);
    if (AUTOMATIC.matcher(subject).find() && !ADDRESS.matcher(words).find()) {
      return true;
    }
    boolean program = BY_PROGRAM.matcher(words).find() || isAutomatic(mail);
    boolean so =
        AWAY.matcher(words).find() || (program && RECEIPT.matcher(subject + "\n" + words).find());
    return so && !ADDRESS.matcher(words).find();
  }

  private static boolean isAutomatic(MailPart mail) {
    var submitted = mail.headers.first("Auto-Submitted");
    return submitted != null && !submitted.strip().equalsIgnoreCase("no");
  }

  /** Without the lines that quote the mail that is answered. */
  private static String ownWords(MailPart mail) {
    var words = new StringBuilder();
    Text.cut(MailText.of(mail), 4 * READ_CHARS)
        .lines()
        .limit(MOST_LINES)
        .filter(line -> !line.startsWith(">"))
        .forEach(line -> words.append(line).append('\n'));
    return words.toString();
  }
}
