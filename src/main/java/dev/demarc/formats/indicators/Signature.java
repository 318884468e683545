package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines below a closing formula or the mark of RFC 3676 section 4.3: who writes, not what. */
final class Signature {

  private static final int MOST_LINES = 14;
  private static final int MOST_SIGNATURES = 20;
  private static final int LONGEST_MARK = 60;

  /** Of a name. */
  private static final int FEWEST_LETTERS = 4;

  private static final String BEGINNINGS = "-rbkwmysftcvuagdzpсзhitüよ敬此谢eoköщдμφεمشوختاأج";

  private static final Pattern MARK =
      Pattern.compile(
          "(?i)(?:--|(?:(?:best|kind|warm|with (?:best|kind)|many) )?regards,?"
              + "|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?,?|cheers,?|best wishes,?"
              + "|many thanks,?|thanks,?|thank you,?|mit (?:freundlichen|besten|vielen) gr(?:ü|ue)(?:ß|ss)en,?"
              + "|(?:freundliche|viele|beste) gr(?:ü|ue)(?:ß|ss)e,?|mfg,?"
              + "|(?:bien )?cordialement,?|(?:sinc(?:è|e)res )?salutations.{0,40}"
              + "|(?:un )?(?:cordial )?saludos?(?: cordiales)?,?|atentamente,?"
              + "|atenciosamente,?|cumprimentos,?|(?:com os )?melhores cumprimentos,?"
              + "|(?:cordiali|distinti) saluti,?|met vriendelijke groet(?:en)?,?|groeten,?"
              + "|z powa(?:ż|z)aniem,?|pozdrawiam,?|s pozdravem,?|с уважением,?|[зіi] повагою,?"
              + "|(?:(?:med )?(?:v(?:ä|a)nlig(?:a)?|b(?:ä|a)sta) )?h(?:ä|a)lsning(?:ar)?,?|mvh,?|h(?:ä|a)lsar,?"
              + "|tack(?: på förhand)?[,!.]?|(?:(?:med )?(?:venlige?|vennlige?|(?:de )?bedste|beste) )?hils(?:en|ner),?"
              + "|på forhånd takk?[,.!]?|(?:mange )?takk?[,.!]?"
              + "|(?:(?:yst(?:ä|a)v(?:ä|a)llisin|parhain) )?terveisin,?|terv\\.?,?|kunnioitt(?:aen|avasti),?"
              + "|kiitos(?: etukäteen)?[,.!]?|(?:(?:ü|u)dv(?:ö|o)zlettel|tisztelettel|üdv|köszönettel|köszönöm"
              + "|előre is köszön\\pL+)[,:.!]?|cu (?:stim(?:ă|a)|respect|considera(?:ț|ţ|t)ie),?"
              + "|toate cele bune,?|o zi bun(?:ă|a),?|v(?:ă|a) mul(?:ț|ţ|t)umesc[,.]?|mul(?:ț|ţ|t)umesc[,.]?"
              + "|με (?:εκτίμηση|τιμή),?|φιλικά,?|ευχαριστ(?:ώ|ούμε)(?: εκ των προτέρων)?[,.]?"
              + "|щиро,?|дякую(?: заздалегідь)?[.,]?"
              + "|sayg(?:ı|i)lar(?:ı|i)m(?:(?:ı|i)z)?la,?|sayg(?:ı|i)lar,?|iyi (?:çalışmalar|günler)[,.]?"
              + "|kolay gelsin[,.]?|teşekkürler[,.]?|teşekkür ederi[mz][,.]?"
              + "|감사합니다\\.?|고맙습니다\\.?|.{1,20} (?:드림|올림)"
              + "|(?:مع )?(?:خالص |أطيب |جزيل )?(?:التحية|تحياتي|التحيات|الشكر|شكرا|شكرًا|شكراً)[،,.]?"
              + "|وتفضلوا بقبول .{1,40}|ولكم .{1,30}"
              + "|trân trọng(?: cảm ơn)?[,.]?|kính thư,?|(?:xin )?cảm ơn[,.]?|thân mến,?"
              + "|(?:hormat (?:saya|kami)|salam(?: hormat)?|terima kasih)[,.]?"
              + "|よろしくお願い.{0,20}|敬具|此致|敬礼|谢谢。?)");

  private record Block(int start, int end) {}

  private final String text;
  private final List<Block> blocks = new ArrayList<>();

  Signature(String text) {
    this.text = text;
    int start = 0;
    while (start < text.length() && blocks.size() < MOST_SIGNATURES) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      if (isMark(text, start, end)) {
        int last = endOf(text, end);
        blocks.add(new Block(end, last));
        end = last;
      }
      start = end + 1;
    }
  }

  /** Looked at closely only where it is short and begins as one of the formulas does. */
  private static boolean isMark(String text, int start, int end) {
    int from = start;
    while (from < end && (text.charAt(from) == '>' || Character.isWhitespace(text.charAt(from)))) {
      from++;
    }
    return end - from >= 2
        && end - from <= LONGEST_MARK
        && mayBeginMark(text.charAt(from))
        && MARK.matcher(text.substring(from, end).strip()).matches();
  }

  /** In Korean a name begins some of them. */
  private static boolean mayBeginMark(char c) {
    return BEGINNINGS.indexOf(Character.toLowerCase(c)) >= 0 || c >= '\uAC00' && c <= '\uD7A3';
  }

  /** To where something of its own begins: a heading, a rule, the mail below. */
  private static int endOf(String text, int start) {
    int at = start;
    for (int i = 0; i < MOST_LINES && at < text.length(); i++) {
      int end = text.indexOf('\n', at + 1);
      end = end < 0 ? text.length() : end;
      var line = text.substring(at, end).strip();
      if (i > 0 && (line.endsWith(":") || line.startsWith("---") || line.startsWith("==="))) {
        return at;
      }
      at = end;
    }
    return Math.max(at, start + 1);
  }

  boolean covers(int at) {
    return block(at) != null;
  }

  /**
   * Whether it stands in the paragraph that begins with the writer's name: evidence that follows a
   * signature stands in one of its own.
   */
  boolean isBelowName(int at) {
    var block = block(at);
    if (block == null) {
      return false;
    }
    int line = text.lastIndexOf('\n', at) + 1;
    int first = line;
    while (first > block.start() + 1) {
      int above = text.lastIndexOf('\n', first - 2) + 1;
      if (text.substring(above, first).isBlank()) {
        break;
      }
      first = above;
    }
    var above = text.substring(first, line);
    var beside = text.substring(line, at);
    int link = beside.indexOf("://");
    var name = above + beside.substring(0, link < 0 ? beside.length() : link);
    return first > block.start()
        && !above.contains("://")
        && name.codePoints().filter(Character::isLetter).count() >= FEWEST_LETTERS;
  }

  private @Nullable Block block(int at) {
    for (var block : blocks) {
      if (at > block.start() && at < block.end()) {
        return block;
      }
    }
    return null;
  }
}
