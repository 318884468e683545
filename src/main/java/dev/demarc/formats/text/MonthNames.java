package dev.demarc.formats.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Dates as they are written in German, French, Spanish, Italian, Dutch, Portuguese, Polish, Czech
 * and Russian, in English words.
 */
public final class MonthNames {

  private static final Map<String, String> ENGLISH =
      Map.ofEntries(
          Map.entry("tammikuuta", "January"),
          Map.entry("január", "January"),
          Map.entry("ianuarie", "January"),
          Map.entry("ιανουαρίου", "January"),
          Map.entry("січня", "January"),
          Map.entry("يناير", "January"),
          Map.entry("ocak", "January"),
          Map.entry("helmikuuta", "February"),
          Map.entry("február", "February"),
          Map.entry("februarie", "February"),
          Map.entry("φεβρουαρίου", "February"),
          Map.entry("лютого", "February"),
          Map.entry("فبراير", "February"),
          Map.entry("şubat", "February"),
          Map.entry("marts", "March"),
          Map.entry("maaliskuuta", "March"),
          Map.entry("március", "March"),
          Map.entry("martie", "March"),
          Map.entry("μαρτίου", "March"),
          Map.entry("березня", "March"),
          Map.entry("مارس", "March"),
          Map.entry("mart", "March"),
          Map.entry("maret", "March"),
          Map.entry("huhtikuuta", "April"),
          Map.entry("április", "April"),
          Map.entry("aprilie", "April"),
          Map.entry("απριλίου", "April"),
          Map.entry("квітня", "April"),
          Map.entry("أبريل", "April"),
          Map.entry("nisan", "April"),
          Map.entry("maj", "May"),
          Map.entry("toukokuuta", "May"),
          Map.entry("május", "May"),
          Map.entry("μαΐου", "May"),
          Map.entry("травня", "May"),
          Map.entry("مايو", "May"),
          Map.entry("mayıs", "May"),
          Map.entry("kesäkuuta", "June"),
          Map.entry("június", "June"),
          Map.entry("iunie", "June"),
          Map.entry("ιουνίου", "June"),
          Map.entry("червня", "June"),
          Map.entry("يونيو", "June"),
          Map.entry("haziran", "June"),
          Map.entry("heinäkuuta", "July"),
          Map.entry("július", "July"),
          Map.entry("iulie", "July"),
          Map.entry("ιουλίου", "July"),
          Map.entry("липня", "July"),
          Map.entry("يوليو", "July"),
          Map.entry("temmuz", "July"),
          Map.entry("augusti", "August"),
          Map.entry("elokuuta", "August"),
          Map.entry("augusztus", "August"),
          Map.entry("αυγούστου", "August"),
          Map.entry("серпня", "August"),
          Map.entry("أغسطس", "August"),
          Map.entry("ağustos", "August"),
          Map.entry("agustus", "August"),
          Map.entry("syyskuuta", "September"),
          Map.entry("szeptember", "September"),
          Map.entry("septembrie", "September"),
          Map.entry("σεπτεμβρίου", "September"),
          Map.entry("вересня", "September"),
          Map.entry("سبتمبر", "September"),
          Map.entry("eylül", "September"),
          Map.entry("lokakuuta", "October"),
          Map.entry("október", "October"),
          Map.entry("octombrie", "October"),
          Map.entry("οκτωβρίου", "October"),
          Map.entry("жовтня", "October"),
          Map.entry("أكتوبر", "October"),
          Map.entry("ekim", "October"),
          Map.entry("marraskuuta", "November"),
          Map.entry("noiembrie", "November"),
          Map.entry("νοεμβρίου", "November"),
          Map.entry("листопада", "November"),
          Map.entry("نوفمبر", "November"),
          Map.entry("kasım", "November"),
          Map.entry("desember", "December"),
          Map.entry("joulukuuta", "December"),
          Map.entry("decembrie", "December"),
          Map.entry("δεκεμβρίου", "December"),
          Map.entry("грудня", "December"),
          Map.entry("ديسمبر", "December"),
          Map.entry("aralık", "December"),
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
          Map.entry("janv", "January"),
          Map.entry("ene", "January"),
          Map.entry("févr", "February"),
          Map.entry("fev", "February"),
          Map.entry("mrz", "March"),
          Map.entry("avr", "April"),
          Map.entry("abr", "April"),
          Map.entry("juil", "July"),
          Map.entry("ago", "August"),
          Map.entry("okt", "October"),
          Map.entry("dez", "December"),
          Map.entry("dic", "December"),
          Map.entry("déc", "December"),
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

  private static final List<String> SHORT =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Set<String> IN_ENGLISH =
      Set.of(
          ("january february march april may june july august september october november december"
                  + " sept")
              .split(" "));

  private MonthNames() {}

  /** The number of a month by its name or its first three letters; null where the word is none. */
  static @Nullable String number(String word) {
    var bare = word.toLowerCase(Locale.ROOT);
    var other = ENGLISH.get(bare);
    var english = other == null ? bare : other.toLowerCase(Locale.ROOT);
    boolean named = english.length() == 3 || other != null || IN_ENGLISH.contains(english);
    int at = named ? SHORT.indexOf(english.substring(0, 3)) : -1;
    return at < 0 ? null : String.valueOf(at + 1);
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
