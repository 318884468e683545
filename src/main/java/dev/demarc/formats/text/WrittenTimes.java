package dev.demarc.formats.text;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/** Times of day that are written in words: "five o'clock in the afternoon", "noon", "mittags". */
final class WrittenTimes {

  private static final Pattern O_CLOCK =
      Pattern.compile(
          "(?i)\\b(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?o'clock"
              + "(?: in the (morning|afternoon|evening))?");

  private static final Pattern NOON =
      Pattern.compile(
          "(?i)(^|[^\\pL])(?:(?:twelve|12|12:00) )?(?:noon|midday|mittags|midi|mediod[ií]a|meio-dia"
              + "|mezzogiorno|poledne|poledn[eě]|po[łl]udni[ae]|полудня)([^\\pL]|$)");

  private static final List<String> NUMBERS =
      List.of(
          "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve");

  /** One of these is in each of them. */
  private static final List<String> HINTS =
      List.of(
          "clock",
          "noon",
          "midday",
          "mittag",
          "midi",
          "mediod",
          "meio-dia",
          "mezzog",
          "poledn",
          "połud",
          "poludn",
          "полуд");

  private WrittenTimes() {}

  /** The same sentence with such times in digits. */
  static String inDigits(String sentence) {
    var lower = sentence.toLowerCase(Locale.ROOT);
    if (HINTS.stream().noneMatch(lower::contains)) {
      return sentence;
    }
    var text = sentence.replace('\u2019', '\'');
    var clock = O_CLOCK.matcher(text);
    var digits = new StringBuilder();
    int end = 0;
    while (clock.find()) {
      int number = NUMBERS.indexOf(clock.group(1).toLowerCase(Locale.ROOT)) + 1;
      var part = clock.group(2) == null ? "" : clock.group(2);
      digits
          .append(text, end, clock.start())
          .append(number == 0 ? clock.group(1) : String.valueOf(number))
          .append(":00")
          .append(part.isEmpty() ? "" : part.equalsIgnoreCase("morning") ? " am" : " pm");
      end = clock.end();
    }
    return NOON.matcher(digits.append(text.substring(end)).toString()).replaceAll("$1 12:00$2");
  }
}
