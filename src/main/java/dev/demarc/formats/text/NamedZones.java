package dev.demarc.formats.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Time zones as people name them: by offset, by abbreviation, by the place whose clocks are meant.
 */
final class NamedZones {

  private static final Map<String, ZoneId> BY_NAME = new HashMap<>();

  static {
    zone("Z", "utc gmt");
    zone("-05:00", "est");
    zone("-04:00", "edt");
    zone("-06:00", "cst");
    zone("-05:00", "cdt");
    zone("-07:00", "mst");
    zone("-06:00", "mdt");
    zone("-08:00", "pst");
    zone("-07:00", "pdt");
    zone("Z", "wet");
    zone("+01:00", "west bst cet mez seč");
    zone("+02:00", "cest mesz selč eet");
    zone("+03:00", "eest msk мск trt tsi");
    zone("+09:00", "jst kst");
    zone("+10:00", "aest");
    zone("+11:00", "aedt");
    zone("-03:00", "brt art");
    places("Europe/Paris", "heure de paris|heure française|heure locale de paris");
    places("Europe/Madrid", "hora de madrid|hora peninsular|hora española|hora de españa");
    places("Europe/Lisbon", "hora de lisboa|hora de portugal|hora de portugal continental");
    places("America/Sao_Paulo", "horário de brasília|hora de brasília|horário brasileiro");
    places("America/Argentina/Buenos_Aires", "hora argentina|hora de argentina");
    places("America/Mexico_City", "hora de méxico|hora del centro de méxico");
    places("Europe/Rome", "ora italiana|ora di roma|ora locale italiana");
    places("Europe/Amsterdam", "nederlandse tijd|tijd in nederland");
    places("Europe/Brussels", "belgische tijd|heure de bruxelles|heure belge");
    places(
        "Europe/Berlin",
        "deutsche zeit|deutscher zeit|berliner zeit|ortszeit berlin|mitteleuropäische zeit"
            + "|mitteleuropäischer zeit|österreichische zeit|wiener zeit");
    places("Europe/Berlin", "german time|berlin time|time in germany");
    places("Europe/Paris", "french time|paris time|time in france");
    places("Europe/Zurich", "swiss time|schweizer zeit|heure suisse|ora svizzera");
    places(
        "Europe/Warsaw", "czasu polskiego|czas polski|czasu warszawskiego|czasu środkowoeuropejsk");
    places("Europe/Prague", "středoevropského času|středoevropský čas|našeho času|pražského času");
    places(
        "Europe/Moscow",
        "moscow time|московского времени|по московскому времени|московское время|по москве|время московское");
    places("Europe/Kyiv", "за києвом|по киеву|київського часу|киевского времени");
    places("Europe/Istanbul", "türkiye saati|türkiye saatiyle|istanbul saati");
    places("Europe/London", "uk time|london time|british time|time in the uk");
    places("America/New_York", "eastern time|us eastern|eastern standard time|new york time");
    places("America/Chicago", "central time|us central|central standard time");
    places("America/Denver", "mountain time|us mountain|mountain standard time");
    places("America/Los_Angeles", "pacific time|us pacific|pacific standard time");
    places("Asia/Shanghai", "beijing time|china time|北京时间|北京時間|中国标准时间|中国时间");
    places("Asia/Taipei", "台北時間|台灣時間");
    places("Asia/Hong_Kong", "香港时间|香港時間");
    places("Asia/Tokyo", "tokyo time|japan time|日本時間|日本标准时间|日本標準時|东京时间");
    places("Z", "协调世界时|世界协调时|世界标准时间|協定世界時|世界標準時");
  }

  /** In capitals: "est", "cet" and "art" are words of other languages. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:^|[^\\p{Latin}\\p{Cyrillic}\\pN])(?P<offset>(?:UTC|GMT) ?[+\u2212-]\\d{1,2}(?::?\\d{2})?)"
              + "|(?:^|[^\\p{Latin}\\p{Cyrillic}])(?P<short>"
              + names(Kind.SHORT).toUpperCase(Locale.ROOT)
              + "|мск)(?:[^\\p{Latin}\\p{Cyrillic}]|$)|(?i)(?:(?:^|[^\\pL])(?P<place>"
              + names(Kind.PLACE)
              + ")(?:[^\\pL]|$)|(?P<wide>"
              + names(Kind.WIDE)
              + "))");

  /** One of these is in every name of a zone. */
  private static final List<String> HINTS =
      List.of(
          "utc", "gmt", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "wet", "bst", "cet",
          "mez", "mesz", "seč", "selč", "eet", "msk", "мск", "trt", "tsi", "jst", "kst", "aedt",
          "brt", "art", "time", "zeit", "heure", "hora", "horário", "ora ", "tijd", "czas", "čas",
          "врем", "москв", "киев", "києв", "київ", "us ", "saati", "时间", "時間", "时", "時");

  /** Directly behind a time of day: {@code +0300}, {@code Z}. */
  private static final Pattern BEHIND_TIME =
      Pattern.compile("^(?:[.,]\\d{1,9})?\\s?\\(?(?P<offset>[+\u2212-]\\d{2}:?\\d{2}|Z\\b)");

  private NamedZones() {}

  private static void zone(String id, String names) {
    for (var name : names.split(" ")) {
      BY_NAME.put(name, ZoneOffset.of(id));
    }
  }

  private static void places(String id, String names) {
    for (var name : names.split("\\|")) {
      BY_NAME.put(name, ZoneId.of(id));
    }
  }

  private enum Kind {
    SHORT,
    PLACE,
    WIDE;

    static Kind of(String name) {
      return name.charAt(0) >= '\u2E80' ? WIDE : name.indexOf(' ') < 0 ? SHORT : PLACE;
    }
  }

  private static String names(Kind kind) {
    return BY_NAME.keySet().stream()
        .filter(name -> Kind.of(name) == kind)
        .sorted((a, b) -> b.length() - a.length())
        .map(Pattern::quote)
        .reduce((a, b) -> a + "|" + b)
        .orElseThrow();
  }

  /** The first zone that a text names, on one line; null where it names none. */
  static @Nullable ZoneId in(String text) {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      var line = text.substring(start, end);
      var found = mayName(line) ? NAMED.matcher(line) : null;
      if (found != null && found.find()) {
        return of(found);
      }
      start = end + 1;
    }
    return null;
  }

  /** A quick look: the pattern is slow, and most lines name no zone. */
  private static boolean mayName(String line) {
    var lower = line.toLowerCase(Locale.ROOT);
    return HINTS.stream().anyMatch(lower::contains);
  }

  /**
   * Of an abbreviation (RFC 5322 section 4.3 and those common in reports).
   *
   * @return minutes; 0 where it is none that is known
   */
  static int minutesEast(String abbreviation) {
    return BY_NAME.get(abbreviation) instanceof ZoneOffset offset
        ? offset.getTotalSeconds() / 60
        : 0;
  }

  /** The zone that stands directly behind a time of day; null where none does. */
  static @Nullable ZoneId atStart(String behind) {
    var found = BEHIND_TIME.matcher(behind);
    return found.find() ? offset(found.group("offset")) : null;
  }

  private static @Nullable ZoneId of(Matcher found) {
    if (found.group("offset") != null) {
      return offset(found.group("offset"));
    }
    for (var kind : List.of("short", "place", "wide")) {
      if (found.group(kind) != null) {
        return BY_NAME.get(found.group(kind).toLowerCase(Locale.ROOT));
      }
    }
    return null;
  }

  /** Null where it is none that a place has. */
  private static @Nullable ZoneId offset(String stated) {
    var signed = stated.replaceFirst("(?i)^(?:UTC|GMT) ?", "").replace('\u2212', '-');
    if (signed.equalsIgnoreCase("z")) {
      return ZoneOffset.UTC;
    }
    var digits = signed.substring(1).replace(":", "");
    boolean minutes = digits.length() > 2;
    int hours = Integer.parseInt(minutes ? digits.substring(0, digits.length() - 2) : digits);
    int rest = minutes ? Integer.parseInt(digits.substring(digits.length() - 2)) : 0;
    int total = hours * 60 + rest;
    return hours > 14 || rest > 59
        ? null
        : ZoneOffset.ofTotalSeconds((signed.charAt(0) == '-' ? -total : total) * 60);
  }
}
