package dev.demarc.formats.mail;

import com.google.re2j.Pattern;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.Statement.CaseNumber;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.formats.Statement.Series;
import dev.demarc.formats.indicators.NetworkAddress;
import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.text.ReplyDeadline;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Indicator.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds a sender's mails about one matter together: the number that its ticket system gives
 * it, else the subject that a reminder repeats. And until when the sender wants an answer.
 */
final class CaseNumbers {

  private static final String ID = "([A-Z0-9][A-Z0-9:._/-]{1,40})";

  private static final String LABEL =
      "(?:abuse[ -]?(?:id|case|ticket|report|ref(?:erence)?|complaint)|case|ticket|incident|inquiry"
          + "|issue|request|complaint|reference|ref|tracking|notice"
          + "|vorgang(?:snummer|snr)?|vorfall(?:snummer)?|ticketnummer|fall(?:nummer)?|aktenzeichen"
          + "|gesch[äa]ftszeichen|referenz|meldung(?:snummer)?"
          + "|dossier|r[ée]f[ée]rence|r[ée]f|signalement|num[ée]ro de dossier|demande"
          + "|caso|incidente|expediente|referencia|incidencia|n[úu]mero de caso|solicitud"
          + "|zaak(?:nummer)?|melding(?:snummer)?|kenmerk|referentie|dossiernummer"
          + "|pratica|riferimento|segnalazione|rif"
          + "|processo|protocolo|chamado|refer[êe]ncia|ocorr[êe]ncia"
          + "|zg[łl]oszenie|sprawa|p[řr][íi]pad|hl[áa][šs]en[íi]"
          + "|обращени[ея]|заявк[аи]|инцидент|тикет|дело|管理番号|整理番号|受付番号|問い?合わせ番号|ケース番号"
          + "|インシデント番号|案件番号|チケット番号|工单(?:号|编号)?|案件(?:编)?号|事件(?:编)?号|投诉(?:编)?号|(?:通报|报告|通知|受理)?编号|單號"
          + "|(?:our|your) (?:file|ref(?:erence)?)|file (?:no|number|ref(?:erence)?))";

  private static final String NUMBERED =
      "(?:[ _-]*(?:(?:id|no|nr|n|num|number|nummer|num[ée]ro|n[úu]mero)\\b|n[°º]|№|[čc]\\.))?\\.?\\s*";

  /** In the order in which they tell more. */
  private static final List<Pattern> IN_SUBJECT =
      List.of(
          Pattern.compile("(?i)(?:^|[^\\pL])" + LABEL + NUMBERED + "[:#=°º]?\\s*#?\\s*" + ID),
          Pattern.compile("(?i)\\[[^\\[\\]#]{0,60}#\\s*" + ID + "\\s*\\]"),
          Pattern.compile("[\\[(]([A-Z][A-Z0-9]{1,9}-\\d{2,10})[\\])]"),
          Pattern.compile("\\[\\pL[^\\[\\]]{1,30} ([A-Z]{1,6}-\\d{4,10})\\]"),
          Pattern.compile(
              "^(?:\\s*[A-Za-z]{2,4}:)*\\s*([A-Z][A-Z0-9]{1,9}-\\d{3,10}(?:-\\d{2,10})?)[:\\s]"),
          Pattern.compile("\\|\\s([A-Z]{2,6}(?:-\\d{2,10}){1,3})$"),
          Pattern.compile("(?:^|[\\s\\[(:])([A-Z]{2,10}(?:/\\d{1,8}){2,4})(?:[^\\w/]|$)"),
          Pattern.compile("\\{([A-Z]{1,8}#\\d[\\d-]{3,24})\\}"),
          Pattern.compile("##-?\\s*(\\d{3,20})\\s*-?##"),
          Pattern.compile("(?i)[\\[(]\\s*(?:id[:# ]*)?([A-Z0-9:-]*\\d[A-Z0-9:-]{4,40})\\s*[\\])]"),
          Pattern.compile(
              "(?:^|[\\s({<\\[])#\\s?([A-Z]{0,6}[/-]?\\d{2,20}(?:[./_-][A-Z0-9]{1,20}){1,4}|[A-Z]{0,6}-?\\d{4,20})(?:[^\\w/-]|$)"),
          Pattern.compile("(?:^|\\s)#([0-9a-f]{8,40})(?:[^0-9A-Za-z]|$)"),
          Pattern.compile(
              "(?:^|[^\\pL\\d-])((?:INC|REQ|RITM|TKT|TT|SR|CASE|TICKET)[-#]?\\d{5,12})(?:\\D|$)"));

  private static final Pattern LETTERS =
      Pattern.compile("\\[[^\\[\\]#]{0,60}#\\s*([A-Z]{6,16})\\s*\\]");

  private static final Pattern LINE =
      Pattern.compile(
          "(?i)^[\\s*|■●◆・-]*(?:our |your |unsere? |ihre? |notre |votre |nuestr[ao] |su |ons |onze |uw"
              + " |nostro |vostro |nosso |seu )?"
              + LABEL
              + NUMBERED
              + "(?:[:：#=]|\\.{3,}:?)\\s*#?\\s*"
              + ID
              + "[\\s*.]*$");

  /**
   * In a sentence only what is called a number, "our ticket number 4711-22 is open", or is written
   * as one behind the word for it, "(reference ABU-2026-4711)".
   */
  private static final List<Pattern> IN_WORDS =
      List.of(
          Pattern.compile(
              "(?i)(?:^|[^\\pL])"
                  + LABEL
                  + "(?:[ _-]*(?:id|no|nr|number|nummer|num[ée]ro|n[úu]mero)\\b|[ -]*n[°º])\\.?\\s*[:#=]?\\s*#?\\s*"
                  + ID),
          Pattern.compile(
              "(?:^|[^\\pL])(?i:reference|r[ée]f[ée]rence|referencia|refer[êe]ncia|riferimento|referentie|referenz"
                  + "|kenmerk|aktenzeichen|vorgang|dossier|sprawa|spis)\\s*[:#]?\\s+"
                  + "([A-Z]{2,10}(?:[-/]\\d{2,10}){1,3})(?:[^\\w/-]|$)"));

  /** That a number of a few digits is one, and does not count something. */
  private static final Pattern MARKED =
      Pattern.compile(
          "(?i)[#№°º\\[]\\W{0,2}\\d+$|\\b(?:id|no|nr|n|num|number|nummer|num[ée]ro|n[úu]mero)\\W{1,3}\\d+$");

  private static final String NEXT_CELL = "(?:\\s{2,}|\\t|\\s*[|;])";

  private static final Pattern COLUMN_HEAD =
      Pattern.compile("(?i)^[\\s|]*" + LABEL + NUMBERED + NEXT_CELL);

  private static final Pattern FIRST_CELL = Pattern.compile("(?i)^[\\s|]*" + ID + NEXT_CELL);

  private static final Pattern RULER = Pattern.compile("[\\s|+=-]+");

  private static final Pattern DAY = Pattern.compile("20\\d\\d(?:0[1-9]|1[0-2])[0-3]\\d");

  /** Names of something else than a matter: advisories, networks, standards, hashes. */
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i)(?:cve|cwe|cvss|ghsa|rfc|as|asn|iso|ms|kb|tlp|utf|ipv|tcp|udp|port|http|v|aws)"
              + "-?\\d.*|(?:sha|md)-?\\d{1,3}(?:\\D.*)?|\\d{1,3}|(?:19|20)\\d\\d|\\d+[.,]\\d+|.*://.*|\\d{1,2}:\\d{2}(?::\\d{2})?");

  private static final Pattern REMINDER =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])((?:(?:friendly|urgent|final|first|second|third|last|1st|2nd|3rd|\\d\\.)"
              + " )?(?:reminder|notice|notification|warning|request|attempt)\\b|follow(?:ing)?[ -]?up"
              + "|still (?:open|unresolved|active|no answer)|escalation|(?:erste |zweite |dritte"
              + " |letzte |\\d\\. )?(?:erinnerung|mahnung|zahlungserinnerung)|zweite meldung"
              + "|rappel|relance|(?:deuxi[èe]me|second|dernier|2e) (?:avis|rappel)"
              + "|recordatorio|(?:segundo|tercer|[úu]ltimo|2[ºo]) aviso|reiteraci[óo]n"
              + "|(?:tweede |laatste )?(?:herinnering|aanmaning)|tweede melding"
              + "|sollecito|promemoria|(?:secondo|terzo|ultimo) (?:avviso|sollecito)"
              + "|lembrete|(?:terceiro) aviso|ponaglenie|przypomnienie|monit|(?:drugie|ponowne)"
              + " (?:wezwanie|zg[łl]oszenie)|upom[íi]nka|p[řr]ipom[íi]nka|p[řr]ipomenut[íi]|urgence"
              + "|напоминание|повторн(?:ое|ый|ая)|再送|督促|リマインド|催促|再次(?:提醒|通知)|提醒)(?:[^\\pL]|$)");

  /** A first notice is none of these. */
  private static final Pattern PLAIN_NOTICE =
      Pattern.compile(
          "(?i)^(?:(?:first|1st|urgent) )?(?:notice|notification|warning|request|attempt)$");

  private static final Pattern BEFORE_SUBJECT =
      Pattern.compile("(?i)^(?:\\s*(?:re|aw|sv|fwd?|wg|tr|rv|rif|res|enc)\\s*(?:\\[\\d+\\])?:)+");

  private static final Pattern QUOTED_LINE = Pattern.compile("(?m)^[ \\t]*[>|].*$");

  /** Where somebody else's words begin: a forwarded or enclosed mail. */
  private static final Pattern OTHERS_WORDS =
      Pattern.compile(
          "(?im)^\\s*(?:-{2,} ?(?:original|forwarded|urspr|message|mensaje|messaggio|weiter)"
              + "|begin forwarded|(?:from|von|de|da|van|received|return-path|subject|betreff|objet"
              + "|asunto|oggetto|onderwerp|assunto):\\s)");

  /** At these an address is one person's, everywhere else the whole domain is one sender. */
  private static final Set<String> MAILBOX_PROVIDERS =
      Set.of(
          ("gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de"
                  + " live.com msn.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.it yahoo.es"
                  + " yahoo.co.jp ymail.com icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.com"
                  + " gmx.at gmx.ch web.de t-online.de freenet.de orange.fr wanadoo.fr free.fr"
                  + " laposte.net sfr.fr libero.it tiscali.it virgilio.it alice.it mail.ru yandex.ru"
                  + " yandex.com rambler.ru qq.com 163.com 126.com sina.com proton.me protonmail.com"
                  + " pm.me zoho.com mail.com seznam.cz wp.pl o2.pl onet.pl interia.pl uol.com.br"
                  + " bol.com.br terra.com.br ziggo.nl kpnmail.nl xs4all.nl hetnet.nl planet.nl"
                  + " telenet.be skynet.be comcast.net fastmail.com hey.com tutanota.com posteo.de"
                  + " mailbox.org bluewin.ch naver.com hanmail.net rediffmail.com")
              .split(" "));

  /** A name from which a sender's programs write; people there write from the domain itself. */
  private static final Pattern OF_A_PROGRAM =
      Pattern.compile(
          "^(?:tickets?|ticketing|support|help|helpdesk|servicedesk|desk|abuse|mail|mailer|mx|notify"
              + "|notices|notifications?|no-?reply|rt|otrs|jira)\\.");

  private static final int MOST_TRIES = 20;
  private static final int MOST_LINES = 80;
  private static final int READ_CHARS = 16 * 1024;

  private CaseNumbers() {}

  /**
   * Declares what the mail says of the matter beyond what it reports.
   *
   * @param text the mail's own, with what it quotes
   * @param sent when it was written
   */
  static void describe(ReportDraft draft, MailFacts facts, String text, Instant sent) {
    if (draft.requireMail().kind() != MailFacts.Kind.REPORT || facts.from() == null) {
      return;
    }
    var own = ownWords(text);
    var scope = scope(facts.from());
    var subject = facts.subject() == null ? "" : Text.cut(facts.subject(), 1_000);
    var number = inSubject(subject);
    number = number == null ? inText(own) : number;
    number = number == null ? in(IN_WORDS, own) : number;
    number = number == null ? inColumn(own) : number;
    if (number != null) {
      draft.caseNumber = new CaseNumber(number, scope);
      draft.detail("caseNumber", number);
      if (draft.externalId == null) {
        draft.externalId = number;
        draft.idScope = IdScope.SENDER;
      }
    }
    series(draft, subject, scope);
    if (draft.replyBy == null && !draft.isOver()) {
      draft.replyBy = ReplyDeadline.in(own, sent);
      draft.detail("replyBy", draft.replyBy);
    }
  }

  /** What the writer says, above and below what is quoted. */
  static String ownWords(String text) {
    var start = QUOTED_LINE.matcher(Text.cut(text, READ_CHARS)).replaceAll("");
    var others = OTHERS_WORDS.matcher(start);
    return others.find() ? start.substring(0, others.start()) : start;
  }

  static @Nullable String inSubject(String subject) {
    var number = in(IN_SUBJECT, subject);
    var letters = LETTERS.matcher(subject);
    return number == null && letters.find() ? letters.group(1) : number;
  }

  private static @Nullable String in(List<Pattern> forms, String text) {
    for (var form : forms) {
      var found = form.matcher(text);
      // what follows one label may be another: "second notice: case ID 123"
      int from = 0;
      for (int i = 0; i < MOST_TRIES && from < text.length() && found.find(from); i++) {
        from = found.start() + 1;
        var number = plain(found.group(1));
        var before = text.substring(found.start(), found.end(1));
        boolean counts = number.length() < 5 && number.chars().allMatch(Character::isDigit);
        if (isNumber(number) && (!counts || MARKED.matcher(before).find())) {
          return number;
        }
      }
    }
    return null;
  }

  private static @Nullable String inText(String own) {
    return own.lines()
        .limit(MOST_LINES)
        .filter(line -> line.length() < 200)
        .map(LINE::matcher)
        .filter(line -> line.matches())
        .map(line -> plain(line.group(1)))
        .filter(CaseNumbers::isNumber)
        .findFirst()
        .orElse(null);
  }

  /** In the first column of a table, below its head. */
  private static @Nullable String inColumn(String own) {
    var lines = own.lines().limit(MOST_LINES).filter(line -> line.length() < 200).toList();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (COLUMN_HEAD.matcher(lines.get(i)).find()) {
        int row = RULER.matches(lines.get(i + 1)) && i + 2 < lines.size() ? i + 2 : i + 1;
        var first = FIRST_CELL.matcher(lines.get(row));
        if (first.find() && isNumber(plain(first.group(1)))) {
          return plain(first.group(1));
        }
      }
    }
    return null;
  }

  private static String plain(String id) {
    int end = id.length();
    while (end > 0 && ":._/-".indexOf(id.charAt(end - 1)) >= 0) {
      end--;
    }
    return id.substring(0, end);
  }

  private static boolean isNumber(String id) {
    return id.length() >= 4
        && id.chars().anyMatch(c -> c >= '0' && c <= '9')
        && !OTHER.matches(id)
        && !DAY.matches(id)
        && NetworkAddress.of(id) == null
        && StatedDate.of(id).filter(d -> !id.matches("\\d+")).isEmpty()
        && CaseKey.parse(id.toUpperCase(Locale.ROOT)).isEmpty()
        && !id.matches("(?i)i-[0-9a-f]+|[0-9.]+/\\d+|.*\\.[a-z]{2,}");
  }

  /** A reminder that gives no number and no culprit is sought by the subject that it repeats. */
  private static void series(ReportDraft draft, String subject, String scope) {
    if (draft.series != null) {
      return;
    }
    var base = BEFORE_SUBJECT.matcher(subject).replaceFirst("");
    var reminder = REMINDER.matcher(base);
    boolean follows = false;
    if (reminder.find()) {
      follows = !PLAIN_NOTICE.matches(reminder.group(1).strip());
      base = follows ? base.replace(reminder.group(1), " ") : base;
    }
    base = base.toLowerCase(Locale.ROOT).replaceAll("[^\\pL\\pN]+", " ").strip();
    if (base.length() >= 8) {
      var words = "a further mail of " + scope + " under the same subject";
      draft.series = new Series("mails of", scope + " " + base, words, false);
      draft.followsUp = follows && draft.caseNumber == null && !draft.indicators.has(Role.SOURCE);
    }
  }

  static String scope(String from) {
    var address = from.toLowerCase(Locale.ROOT);
    var domain = address.substring(address.lastIndexOf('@') + 1);
    var parent = OF_A_PROGRAM.matcher(domain).replaceFirst("");
    domain = parent.indexOf('.') > 0 ? parent : domain;
    return MAILBOX_PROVIDERS.contains(domain) ? address : domain;
  }
}
