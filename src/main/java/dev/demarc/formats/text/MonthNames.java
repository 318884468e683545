package dev.demarc.formats.text;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dates as they are written in German, French, Spanish, Italian, Dutch, Portuguese, Polish, Czech
 * and Russian, in English words.
 */
public final class MonthNames {

  private static final Map<String, String> ENGLISH =
      Map.ofEntries(
          Map.entry("stycznia", "January"),
          Map.entry("lutego", "February"),
          Map.entry("marca", "March"),
          Map.entry("kwietnia", "April"),
          Map.entry("maja", "May"),
          Map.entry("czerwca", "June"),
          Map.entry("lipca", "July"),
          Map.entry("sierpnia", "August"),
          Map.entry("września", "September"),
          Map.entry("października", "October"),
          Map.entry("listopada", "November"),
          Map.entry("grudnia", "December"),
          Map.entry("ledna", "January"),
          Map.entry("února", "February"),
          Map.entry("března", "March"),
          Map.entry("dubna", "April"),
          Map.entry("května", "May"),
          Map.entry("června", "June"),
          Map.entry("července", "July"),
          Map.entry("srpna", "August"),
          Map.entry("září", "September"),
          Map.entry("října", "October"),
          Map.entry("listopadu", "November"),
          Map.entry("prosince", "December"),
          Map.entry("января", "January"),
          Map.entry("февраля", "February"),
          Map.entry("марта", "March"),
          Map.entry("апреля", "April"),
          Map.entry("мая", "May"),
          Map.entry("июня", "June"),
          Map.entry("июля", "July"),
          Map.entry("августа", "August"),
          Map.entry("сентября", "September"),
          Map.entry("октября", "October"),
          Map.entry("ноября", "November"),
          Map.entry("декабря", "December"),
          Map.entry("januar", "January"),
          Map.entry("januari", "January"),
          Map.entry("janvier", "January"),
          Map.entry("enero", "January"),
          Map.entry("gennaio", "January"),
          Map.entry("februar", "February"),
          Map.entry("februari", "February"),
          Map.entry("février", "February"),
          Map.entry("febrero", "February"),
          Map.entry("febbraio", "February"),
          Map.entry("märz", "March"),
          Map.entry("maart", "March"),
          Map.entry("mars", "March"),
          Map.entry("marzo", "March"),
          Map.entry("avril", "April"),
          Map.entry("abril", "April"),
          Map.entry("aprile", "April"),
          Map.entry("mai", "May"),
          Map.entry("mei", "May"),
          Map.entry("mayo", "May"),
          Map.entry("maggio", "May"),
          Map.entry("juni", "June"),
          Map.entry("juin", "June"),
          Map.entry("junio", "June"),
          Map.entry("giugno", "June"),
          Map.entry("juli", "July"),
          Map.entry("juillet", "July"),
          Map.entry("julio", "July"),
          Map.entry("luglio", "July"),
          Map.entry("augustus", "August"),
          Map.entry("août", "August"),
          Map.entry("agosto", "August"),
          Map.entry("septembre", "September"),
          Map.entry("septiembre", "September"),
          Map.entry("settembre", "September"),
          Map.entry("oktober", "October"),
          Map.entry("octobre", "October"),
          Map.entry("octubre", "October"),
          Map.entry("ottobre", "October"),
          Map.entry("novembre", "November"),
          Map.entry("noviembre", "November"),
          Map.entry("janeiro", "January"),
          Map.entry("jänner", "January"),
          Map.entry("fevereiro", "February"),
          Map.entry("março", "March"),
          Map.entry("maio", "May"),
          Map.entry("junho", "June"),
          Map.entry("julho", "July"),
          Map.entry("setembro", "September"),
          Map.entry("outubro", "October"),
          Map.entry("novembro", "November"),
          Map.entry("dezembro", "December"),
          Map.entry("dezember", "December"),
          Map.entry("décembre", "December"),
          Map.entry("diciembre", "December"),
          Map.entry("dicembre", "December"));

  private MonthNames() {}

  /** The English name of a month in any of these languages; null where the word is none. */
  static @Nullable String month(String word) {
    var bare = word.toLowerCase(Locale.ROOT).replaceAll("[.,]$", "");
    return ENGLISH.get(bare);
  }

  /** The same date without weekday and with an English month, where it names another one's. */
  public static String english(String date) {
    var words = date.strip().replace("\u00A0", " ").replace("\u202F", " ").split("\\s+");
    boolean foreign = false;
    var english = new StringBuilder();
    for (var word : words) {
      var bare = word.toLowerCase(Locale.ROOT).replaceAll("[.,]$", "");
      var month = ENGLISH.get(bare);
      boolean filler =
          bare.equals("de") || bare.equals("um") || bare.equals("à") || bare.equals("a");
      foreign |= month != null;
      if (!filler) {
        english.append(month == null ? word : month).append(' ');
      }
    }
    if (!foreign) {
      return date;
    }
    var text = english.toString().strip().replaceAll("(\\d)(?: Uhr|h)\\b", "$1");
    int digit = 0;
    while (digit < text.length() && !Character.isDigit(text.charAt(digit))) {
      digit++;
    }
    return text.substring(digit);
  }
}
