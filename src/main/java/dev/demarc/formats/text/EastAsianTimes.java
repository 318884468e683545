package dev.demarc.formats.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dates and periods in Chinese, Japanese and Korean, with digits or with numerals in characters.
 * Without a zone near them, or anywhere in the text, they are UTC, as all others.
 */
final class EastAsianTimes {

  private static final String NUMBER = "(?:\\d{1,4}|[〇零一二两兩三四五六七八九十百廿卅]{1,5})";

  private static final String DATE =
      "(?:(?P<y>\\d{4}|[〇零一二三四五六七八九]{4}|令和 ?(?:\\d{1,2}|元)) ?[年년] ?)?(?P<mo>"
          + NUMBER
          + ") ?[月월] ?(?P<d>"
          + NUMBER
          + ") ?[日号號일]";

  private static final String WEEKDAY =
      " ?(?:[（(](?:星期|周|週)?[一二三四五六日天月火水木金土일월화수목금토](?:曜日?|요일)?[)）]|(?:星期|周|週)[一二三四五六日天]"
          + "|[月火水木金土日]曜日|[월화수목금토일]요일)? ?";

  private static final String TIME =
      "(?P<half>凌晨|早上|上午|中午|下午|傍晚|晚上|晚|午前|午後|正午|朝|夜|未明|오전|정오|오후|저녁|밤)? ?(?P<h>"
          + NUMBER
          + ") ?(?:[:：] ?(?P<mi>\\d{2})(?:[:：] ?(?P<s>\\d{2}))?"
          + "|[时時点點시](?: ?(?:(?P<mi2>"
          + NUMBER
          + ") ?[分분]|(?P<past>[半반]))(?: ?(?P<s2>"
          + NUMBER
          + ") ?[秒초])?)?)";

  private static final Pattern STATED = Pattern.compile(DATE + "(?:" + WEEKDAY + TIME + ")?");

  private static final Pattern TIMED_BY =
      Pattern.compile(
          "(?:(?P<due>截止|截至|期限|最晚|最迟|最遲|不晚于|締切|締め切り)[^\\d。〇零一二三四五六七八九十]{0,8})?"
              + DATE
              + "(?:"
              + WEEKDAY
              + TIME
              + ")?"
              + "(?: ?[（(][^（）()。]{1,20}[)）])?"
              + WEEKDAY
              + "(?P<by>之?前|以前|为止|為止|まで|迄|截止|中に|까지| 이전| 전까지)?");

  private static final Pattern PERIOD =
      Pattern.compile(
          "(?P<number>"
              + NUMBER
              + ") ?(?:个|個)? ?(?P<unit>小时|小時|钟头|時間|工作日|営業日|自然日|天|日間|日|周|週間|週|星期|시간|영업일|일|주)"
              + " ?(?:之?[内內]|以[内內]|이내|내에|내로|안에)");

  private static final Pattern DAY =
      Pattern.compile(
          "(?P<day>今天|今日|本日|明天|明日|后天|後天|明後日|(?:本周|这周|下?周|下?週|星期)[一二三四五六日天]|[月火水木金土日]曜日?|오늘|내일|모레|[월화수목금토일]요일)"
              + "(?: ?(?:"
              + TIME
              + "))? ?(?:之?前|以前|为止|之?[内內]|まで|中に|中|까지|중)");

  private static final Pattern ASKED =
      Pattern.compile(
          "请|請|回复|回覆|答复|答覆|处理|處理|反馈|整改|解决|解決|停止|关闭|采取|採取|措施|否则|否則|务必|期限|截止|配合"
              + "|回答|返答|返信|対応|連絡|願い|ください|下さい|措置|削除|遮断|さもなければ|求め"
              + "|조치|회신|답변|삭제|차단|부탁|바랍니다|요청|주시기|주십시오|주세요|중단");

  private static final Pattern OBSERVED =
      Pattern.compile("过去|過去|最近|直近|检测到|檢測到|监测到|发现了?\\d|次尝试|次攻击|尝试了|観測|検知|検出|試行|回の|지난 |최근|동안");

  private static final String AFTERNOON = "下午 傍晚 晚上 晚 午後 夜 오후 저녁 밤";
  private static final String DIGITS = "〇一二三四五六七八九";
  private static final int FIRST_YEAR_OF_REIWA = 2019;

  private EastAsianTimes() {}

  /** Whether a sentence is in characters that name days or hours: a quick look. */
  static boolean mayNameTime(String sentence) {
    return sentence.chars().anyMatch(c -> "年月日号天时時周週曜間월일시주늘레".indexOf(c) >= 0);
  }

  static boolean isAsking(String sentence) {
    return ASKED.matcher(sentence).find();
  }

  static boolean isObserved(String sentence) {
    return OBSERVED.matcher(sentence).find();
  }

  /** The first date with its year and a time of day. */
  static Optional<Instant> stated(String text) {
    var plain = plain(text);
    var found = STATED.matcher(plain);
    while ((text.indexOf('月') >= 0 || text.indexOf('월') >= 0) && found.find()) {
      if (found.group("y") != null && found.group("h") != null) {
        return at(found, day(found, 0), plain);
      }
    }
    return Optional.empty();
  }

  /** The date before which something is to be done; the end of its day where no time stands. */
  static Optional<Instant> deadline(String sentence, String text, Instant sent) {
    var plain = plain(sentence);
    var today = sent.atOffset(ZoneOffset.UTC).toLocalDate();
    var found = TIMED_BY.matcher(plain);
    while (found.find()) {
      boolean due = found.group("due") != null || found.group("by") != null;
      var day = due ? day(found, today.getYear()) : null;
      if (day != null && found.group("y") == null && day.isBefore(today)) {
        day = day.plusYears(1);
      }
      var end = at(found, day, plain + text);
      if (end.isPresent()) {
        return end;
      }
    }
    found = DAY.matcher(plain);
    return found.find()
        ? at(found, today.plusDays(ahead(found, today)), plain + text)
        : Optional.empty();
  }

  static @Nullable Duration period(String sentence) {
    var found = PERIOD.matcher(plain(sentence));
    while (found.find()) {
      int number = number(found.group("number"));
      int hours =
          switch (found.group("unit")) {
            case "小时", "小時", "钟头", "時間", "시간" -> 1;
            case "周", "週", "週間", "星期", "주" -> 7 * 24;
            default -> 24;
          };
      boolean ofMonth =
          found.start() > 0 && "月월".indexOf(plain(sentence).charAt(found.start() - 1)) >= 0;
      if (number > 0 && number < 1_000 && !ofMonth) {
        return Duration.ofHours((long) number * hours);
      }
    }
    return null;
  }

  private static int ahead(Matcher found, LocalDate today) {
    var word = found.group("day");
    if ("今天 今日 本日 오늘".contains(word)) {
      return 0;
    }
    if ("明天 明日 내일".contains(word)) {
      return 1;
    }
    if ("后天 後天 明後日 모레".contains(word)) {
      return 2;
    }
    var bare = word.replaceFirst("(?:曜日?|요일)$", "");
    char named = bare.charAt(bare.length() - 1);
    int day =
        Math.max(
            Math.max("一二三四五六日".indexOf(named), "月火水木金土日".indexOf(named)), "월화수목금토일".indexOf(named));
    int ahead = ((day < 0 ? 6 : day) + 1 - today.getDayOfWeek().getValue() + 7) % 7;
    return ahead == 0 || word.startsWith("下") ? ahead + 7 : ahead;
  }

  private static @Nullable LocalDate day(Matcher found, int thisYear) {
    try {
      var year = found.group("y");
      return LocalDate.of(
          year == null ? thisYear : year(year),
          number(found.group("mo")),
          number(found.group("d")));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int year(String stated) {
    if (stated.startsWith("令和")) {
      var count = stated.substring(2).strip();
      return FIRST_YEAR_OF_REIWA - 1 + (count.equals("元") ? 1 : Integer.parseInt(count));
    }
    int year = 0;
    for (char c : stated.toCharArray()) {
      int digit = Character.isDigit(c) ? c - '0' : Math.max(0, DIGITS.indexOf(c));
      year = year * 10 + digit;
    }
    return year;
  }

  private static Optional<Instant> at(Matcher found, @Nullable LocalDate day, String zoned) {
    if (day == null) {
      return Optional.empty();
    }
    var zone = NamedZones.in(zoned);
    var midnight = day.atStartOfDay(zone == null ? ZoneOffset.UTC : zone).toInstant();
    if (found.group("h") == null) {
      return Optional.of(midnight.plus(1, ChronoUnit.DAYS).minusSeconds(1));
    }
    int hour = number(found.group("h"));
    var half = found.group("half");
    hour += half != null && AFTERNOON.contains(half) && hour < 12 ? 12 : 0;
    int minute = found.group("past") != null ? 30 : first(found, "mi", "mi2");
    int second = first(found, "s", "s2");
    boolean real = hour <= 24 && minute < 60 && second < 60;
    return real
        ? Optional.of(midnight.plusSeconds(hour * 3_600L + minute * 60L + second))
        : Optional.empty();
  }

  private static int first(Matcher found, String name, String other) {
    var stated = found.group(name) == null ? found.group(other) : found.group(name);
    return stated == null ? 0 : number(stated);
  }

  /** 48 of 四十八, 24 of 廿四; a number in digits as it is. */
  static int number(String stated) {
    if (Character.isDigit(stated.charAt(0))) {
      return Integer.parseInt(stated);
    }
    int total = 0;
    int digit = 0;
    for (char c : stated.toCharArray()) {
      switch (c) {
        case '百' -> total += Math.max(1, digit) * 100;
        case '十' -> total += Math.max(1, digit) * 10;
        case '廿' -> total += 20;
        case '卅' -> total += 30;
        default -> {}
      }
      digit =
          switch (c) {
            case '百', '十', '廿', '卅', '零' -> 0;
            case '两', '兩' -> 2;
            default -> Math.max(0, DIGITS.indexOf(c));
          };
    }
    return total + digit;
  }

  /** With digits of full width as others. */
  private static String plain(String text) {
    var plain = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      boolean wide = c >= '\uFF10' && c <= '\uFF19';
      plain.append(wide ? (char) (c - '\uFF10' + '0') : c == '\u3000' ? ' ' : c);
    }
    return plain.toString();
  }
}
