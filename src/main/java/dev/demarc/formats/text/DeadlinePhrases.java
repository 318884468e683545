package dev.demarc.formats.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines in Swedish, Danish, Norwegian, Finnish, Hungarian, Romanian, Greek, Ukrainian, Arabic,
 * Turkish, Vietnamese and Indonesian: Finnish, Hungarian and Turkish say behind a time until when
 * it is. Periods are read here, dates by {@link DeadlineDates}.
 */
final class DeadlinePhrases {

  private static final String NUMBER = "(?P<number>\\d{1,3}|[\\pL'’]{2,12})";

  private static final String HOURS =
      "timmar(?:na)?|timmen|timme|timer|time|tunnin|tunti[ a]?|órán|óra|óráig|de ore|ore|oră|ώρ(?:ες|α)"
          + "|ωρών|годин[иу]?|ساعات|ساعة|saat|giờ|tiếng|jam|h";
  private static final String DAYS =
      "dygn|dagar|dag|døgn|dage|dager|arbetsdagar|hverdage|arbejdsdage|virkedager|arbeidsdager"
          + "|vuorokauden|päivän|arkipäivän|työpäivän|napon|munkanapon|de zile|zile|zi"
          + "|ημερών|ημέρ(?:ες|ας|α)|μέρες|εργάσιμων|εργάσιμες|діб|доби|дн(?:і|я|ів)|день"
          + "|يوما|يوم|أيام|ايام|iş günü|gün|ngày làm việc|ngày|hari kerja|hari";
  private static final String WEEKS =
      "veckor|vecka|uger|uge|uker|uke|viikon|héten|săptămâni|săptămână|εβδομάδ(?:ων|ες|ας|α)"
          + "|тижні?в?|тижня|тиждень|أسابيع|أسبوع|اسبوع|hafta|tuần|minggu";

  private static final String UNIT =
      "(?:(?P<hours>" + HOURS + ")|(?P<days>" + DAYS + ")|(?P<weeks>" + WEEKS + "))";

  private static final String BUSINESS = "(?:(?:робоч\\pL+|календарн\\pL+|εργάσιμ\\pL+)\\s+)?";

  /** "Inom 24 timmar", "trong vòng 24 giờ". */
  private static final Pattern WITHIN =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:inom(?: de närmaste)?|inden(?: for)?|innenfor|innen|i løpet av|i loppet av"
              + "|în(?: termen de| decurs de| maxim| cel mult)?|in termen de|în următoarele|εντός|μέσα σε"
              + "|(?:у|в)?продовж|протягом|خلال|في غضون|trong(?: vòng)?|dalam(?: waktu| jangka waktu| tempo)?)\\s+"
              + "(?:de (?:kommende|neste|næste)\\s+|των (?:επόμενων )?|(?:επόμενες )|(?:наступних )|1 ?x ?)?"
              + NUMBER
              + "\\s*"
              + BUSINESS
              + UNIT
              + "(?:[^\\pL]|$)");

  /** "24 tunnin kuluessa", "24 órán belül", "24 saat içinde". */
  private static final Pattern BEHIND =
      Pattern.compile(
          "(?i)(?:^|[^\\pL\\d])"
              + NUMBER
              + "\\s*"
              + UNIT
              + "\\s+(?:kuluessa|sisällä|belül|içinde|içerisinde|zarfında)(?:[^\\pL]|$)");

  /**
   * Of one, without a number: "inom ett dygn" has one, "خلال ساعة" and "протягом доби" have none.
   */
  private static final Pattern ONE =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:протягом|впродовж|упродовж|خلال|في غضون|vuorokauden|viikon)\\s+"
              + "(?:(?P<hours>години|ساعة)|(?P<two>يومين)|(?P<days>доби|дня|يوم|kuluessa|sisällä)|(?P<weeks>тижня|أسبوع))"
              + "(?:[^\\pL]|$)");

  private static final Pattern ASKED =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:förklar|yttra|redogör|redegør|forklar|uttal|udtal|selvity|selit|magyaráz|nyilatko|lămur|explica[țt]|εξηγ|поясн|توضيح|açıkla|giải trình|penjelasan|klarifikasi|åtgärd|begär|svar|stopp|ta bort|vänlig|ber er|kräver|vill att ni|bekräft"
              + "|fjern|luk|bedes|venligst|anmod|beder|stans|ber om|ber dere"
              + "|pyydä|poist|vasta|lopet|toimenpit|sulke|kérj|kére|intézk|válasz|távolít|megszün|szünte"
              + "|v[ăa] rug|solicit|măsuri|răspun|elimin|opri|remedi"
              + "|παρακαλ|ζητού|απάντη|μέτρα|σταματ|αφαιρ|διαγρά|ενέργει|прос[ия]|вжи|відповід|видал|припин|усун|заблок"
              + "|نرجو|يرجى|نطلب|الرجاء|اتخاذ|حذف|[اإ]زالة|الرد|[اإ]يقاف|[اإ]غلاق"
              + "|rica|lütfen|önlem|kaldır|yanıt|cevap|durdur|engelle|bekli|talep"
              + "|đề nghị|vui lòng|yêu cầu|xử lý|gỡ|phản hồi|trả lời|mong|chấm dứt"
              + "|mohon|harap|meminta|kami minta|diminta|ditindak|tindak|balas|hapus|dihapus|hentikan|tanggap)");

  /** What was seen in a period, or happened until a day. */
  private static final Pattern OBSERVED =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:de senaste|senaste|de seneste|seneste (?:døgn|tid)|de sidste|de siste|siste (?:døgn|tiden)|viimeisen|viimeisten|viime"
              + "|az elmúlt|elmúlt|ultim[ea]\\pL*|τελευταί\\pL+|останн\\pL+|الماضي\\pL*|الأخير\\pL*|son(?: \\d+)?"
              + "|giờ qua|ngày qua|vừa qua|terakhir)(?:[^\\pL]|$)");

  /** One of these stands in whatever is found here. */
  private static final List<String> HINTS =
      List.of(
          "inom",
          "senast",
          "före",
          "fram till",
          "inden",
          "senest",
          "innen",
          "før",
          "i løpet",
          "kuluessa",
          "sisällä",
          "viimeistään",
          "mennessä",
          "belül",
          "legkésőbb",
          "-ig",
          "óráig",
          "în ",
          "termen",
          "până",
          "târziu",
          "εντός",
          "μέσα σε",
          "έως",
          "μέχρι",
          "αργότερο",
          " до ",
          "протягом",
          "впродовж",
          "упродовж",
          "пізніше",
          "خلال",
          "غضون",
          "أقصاه",
          "قبل",
          "حتى",
          "بحلول",
          "içinde",
          "içerisinde",
          "zarfında",
          "kadar",
          "en geç",
          "trong",
          "trước",
          "chậm nhất",
          "muộn nhất",
          "hạn chót",
          "đến hết",
          "dalam",
          "paling lambat",
          "selambat-lambatnya",
          "sebelum",
          "sampai");

  private DeadlinePhrases() {}

  /** A quick look. */
  static boolean mayNameTime(String sentence) {
    var lower = sentence.toLowerCase(Locale.ROOT);
    return HINTS.stream().anyMatch(lower::contains);
  }

  static boolean isAsking(String sentence) {
    return ASKED.matcher(sentence).find();
  }

  static boolean isObserved(String sentence) {
    return OBSERVED.matcher(sentence).find();
  }

  /** Null where the sentence names none. */
  static @Nullable Duration period(String stated) {
    if (!mayNameTime(stated)) {
      return null;
    }
    var sentence = inDigits(stated);
    for (var form : List.of(WITHIN, BEHIND)) {
      var found = form.matcher(sentence);
      while (found.find()) {
        var number = WrittenNumber.of(found.group("number"));
        if (number != null && number > 0) {
          return unit(found).multipliedBy(number);
        }
      }
    }
    var one = ONE.matcher(sentence);
    if (!one.find()) {
      return null;
    }
    return one.group("two") == null ? unit(one) : Duration.ofDays(2);
  }

  private static Duration unit(Matcher found) {
    if (found.group("hours") != null) {
      return Duration.ofHours(1);
    }
    return Duration.ofDays(found.group("weeks") == null ? 1 : 7);
  }

  /** With Arabic digits as others. */
  static String inDigits(String text) {
    if (text.chars().noneMatch(c -> c >= 0x660 && c <= 0x6F9)) {
      return text;
    }
    var plain = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      plain.append(c > 0x7F && Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
    }
    return plain.toString();
  }
}
