package dev.demarc.formats.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts until when something is to be done so that {@link DeadlineWords} reads it. */
final class DeadlineDates {

  private static final String BY =
      "senast(?: den)?|före(?: den)?|fram till(?: den)?|senest(?: den| d\\.)?|inden(?: den)?|innen(?: den)?|før(?: den)?"
          + "|viimeistään|legkésőbb|cel târziu(?: până)?(?: pe| la data de| în data de| la)?"
          + "|până(?: cel târziu)?(?: pe data de| la data de| în data de| pe| la)?"
          + "|το αργότερο(?: έως| μέχρι| στις)?(?: τις| την)?|έως(?: και)?(?: τις| την)?|μέχρι(?: και)?(?: τις| την)?"
          + "|не пізніше(?: ніж)?|щонайпізніше|до кінця(?: дня)?|до|(?:في )?موعد أقصاه|(?:قبل|حتى|بحلول)(?: تاريخ| نهاية)?(?: يوم)?"
          + "|en geç|paling lambat(?: pada)?(?: hari| tanggal)?|selambat-lambatnya(?: pada)?(?: tanggal)?"
          + "|sebelum(?: tanggal)?|sampai(?: dengan)?(?: tanggal)?";

  private static final Pattern BEFORE_DATE =
      Pattern.compile(
          "(?i)(^|[^\\pL])(?:" + BY + ")\\s+(?:\\pL{3,10},? (?:den |dem )?)?(\\d|\\pL{3,12} \\d)");

  private static final Pattern BEFORE_DAY =
      Pattern.compile("(?i)(^|[^\\pL])(?:" + BY + ")\\s+(\\pL)");

  /** "Kl. 12", "saat 12:00'ye". */
  private static final Pattern CLOCK =
      Pattern.compile(
          "(?i)(?:,\\s*)?(^|[^\\pL])(?:kl\\.?|klokken|klockan|klo|ora|orele|ώρα|στις|και ώρα|الساعة|saat|günü saat|pukul|pkl\\.?|jam|об?|lúc)"
              + "\\s+(\\d{1,2})(?:[:.](\\d{2}))?");

  /** "25 Kasım'a kadar", "25. marraskuuta klo 12 mennessä". */
  private static final Pattern UNTIL_BEHIND =
      Pattern.compile(
          "(?i)(^|[^\\pL\\d])(\\d{1,2}\\.?\\s?\\pL{3,12}(?:\\s20\\d{2})?|\\d{1,2}[./]\\d{1,2}[./]20\\d{2})"
              + "(?:['’]\\pL{1,4})?(?:\\s(?:tarihine|tarihi|günü|gününe|\\pL{4,10}))?(?:,?\\s(?:at\\s)?(\\d{1,2}:\\d{2})(?:['’]\\pL{1,3})?)?"
              + "\\s(?:kadar|mennessä)(?:[^\\pL]|$)");

  /** "November 25-ig", "2026. november 25-én 12:00-ig". */
  private static final Pattern HUNGARIAN =
      Pattern.compile(
          "(?i)(^|[^\\pL])(?:by |legkésőbb )?(?:(20\\d{2})\\. )?(január|február|március|április|május|június|július|augusztus"
              + "|szeptember|október|november|december) (\\d{1,2})(?:\\.|-\\pL{1,4})?(?:,? (\\d{1,2})(?:[:.](\\d{2})| óráig)(?:-ig)?)?");

  private static final List<String> HUNGARIAN_HINTS = List.of("-ig", "óráig", "legkésőbb");

  /** "Trước 12:00 ngày 25 tháng 11", "chậm nhất là ngày 25/11/2026". */
  private static final Pattern VIETNAMESE =
      Pattern.compile(
          "(?i)(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|hạn chót(?: là)?|đến hết)\\s+(?:lúc |vào )?"
              + "(?:(\\d{1,2})(?:[:hg]| giờ ?)(\\d{2})?,?\\s*)?(?:ngày\\s+)?(\\d{1,2})(?:/| tháng )(\\d{1,2})(?:(?:/| năm )(20\\d{2}))?");

  /** In two words; {@link DayNames} has those of one. */
  private static final Pattern TOMORROW =
      Pattern.compile("(?i)by (?:i morgen|i morgon|ngày mai)\\b");

  private static final Pattern FRIDAY = Pattern.compile("(?i)п['\u2019\u02BC]ятниц[іюя]");

  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private DeadlineDates() {}

  /** The sentence with its deadline as English has it: "by 25 marraskuuta at 12:00". */
  static String inEnglish(String stated) {
    if (!DeadlinePhrases.mayNameTime(stated)) {
      return stated;
    }
    var sentence = clocks(DeadlinePhrases.inDigits(stated));
    boolean hungarian = HUNGARIAN_HINTS.stream().anyMatch(sentence::contains);
    sentence = hungarian ? hungarian(sentence) : vietnamese(sentence);
    sentence = BEFORE_DATE.matcher(sentence).replaceAll("$1by $2");
    sentence = BEFORE_DAY.matcher(sentence).replaceAll("$1by $2");
    sentence = TOMORROW.matcher(sentence).replaceAll("by tomorrow");
    sentence = FRIDAY.matcher(sentence).replaceAll("friday");
    return UNTIL_BEHIND.matcher(sentence).replaceAll("$1by $2 $3 ");
  }

  private static String clocks(String sentence) {
    return replaced(
        CLOCK,
        sentence,
        found -> found.group(1).strip() + " at " + clock(found.group(2), found.group(3)));
  }

  private static String hungarian(String sentence) {
    return replaced(
        HUNGARIAN,
        sentence,
        found -> {
          var year = found.group(2) == null ? "" : " " + found.group(2);
          var time = found.group(5) == null ? "" : " at " + clock(found.group(5), found.group(6));
          return found.group(1) + "by " + found.group(4) + " " + found.group(3) + year + time + " ";
        });
  }

  private static String clock(String hour, @Nullable String minutes) {
    return hour + ":" + (minutes == null ? "00" : minutes);
  }

  private static String replaced(
      Pattern pattern, String sentence, Function<Matcher, String> replacement) {
    var found = pattern.matcher(sentence);
    var changed = new StringBuilder(sentence.length());
    int from = 0;
    while (found.find()) {
      changed.append(sentence, from, found.start()).append(replacement.apply(found));
      from = found.end();
    }
    return changed.append(sentence, from, sentence.length()).toString();
  }

  private static String vietnamese(String sentence) {
    var found = VIETNAMESE.matcher(sentence);
    if (!found.find()) {
      return sentence;
    }
    int month = Integer.parseInt(found.group(4));
    if (month < 1 || month > 12) {
      return sentence;
    }
    var year = found.group(5) == null ? "" : " " + found.group(5);
    var time = found.group(1) == null ? "" : " at " + clock(found.group(1), found.group(2));
    return sentence.substring(0, found.start())
        + ("by " + found.group(3) + " " + MONTHS.get(month - 1) + year + time)
        + sentence.substring(found.end());
  }
}
