package dev.demarc.formats.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Days as deadlines name them: of the week, and those next to the day of the mail. */
final class DayNames {

  /** Today is 0, tomorrow 1; days of the week from Monday are 11 to 17. */
  private static final Map<String, Integer> DAYS = new HashMap<>();

  static {
    days(
        0,
        "dziś dzisiaj dnes dneška сегодня today heute aujourd'hui hoy vandaag oggi hoje idag bugün");
    days(
        1,
        "jutra zítra zítřka завтра tomorrow morgen demain mañana domani amanhã imorgon mâine maine αύριο yarın besok غدا غدًا");
    days(
        11,
        "poniedziałku pondělí понедельника monday montag lundi lunes maandag lunedì segunda"
            + " segunda-feira");
    days(
        12,
        "wtorku úterý вторника tuesday dienstag mardi martes dinsdag martedì terça terça-feira");
    days(
        13,
        "środy středy среды wednesday mittwoch mercredi miércoles woensdag mercoledì quarta"
            + " quarta-feira");
    days(
        14,
        "czwartku čtvrtka четверга thursday donnerstag jeudi jueves donderdag giovedì quinta"
            + " quinta-feira");
    days(
        15,
        "piątku pátku пятницы friday freitag vendredi viernes vrijdag venerdì sexta sexta-feira");
    days(16, "soboty субботы saturday samstag sonnabend samedi sábado zaterdag sabato");
    days(17, "niedzieli neděle воскресенья sunday sonntag dimanche domingo zondag domenica");
    days(11, "måndag måndagen mandag luni δευτέρα понеділка maanantaihin pazartesi senin الاثنين");
    days(12, "tisdag tisdagen tirsdag marți τρίτη вівторка tiistaihin salı selasa الثلاثاء");
    days(13, "onsdag onsdagen miercuri τετάρτη середи keskiviikkoon çarşamba rabu الأربعاء");
    days(14, "torsdag torsdagen joi πέμπτη четверга torstaihin perşembe kamis الخميس");
    days(15, "fredag fredagen vineri παρασκευή perjantaihin cuma jumat الجمعة");
    days(16, "lördag lørdag sâmbătă σάββατο суботи lauantaihin cumartesi sabtu السبت");
    days(17, "söndag søndag duminică κυριακή неділі sunnuntaihin pazar minggu الأحد");
  }

  private static void days(int number, String words) {
    for (var word : words.split(" ")) {
      DAYS.put(word, number);
    }
  }

  private DayNames() {}

  /** How many days from this day of the week on it is; null where the word is no day. */
  static @Nullable Integer daysAhead(String word, int today) {
    var lower = word.toLowerCase(Locale.ROOT);
    var day = lower.contains(" of ") ? Integer.valueOf(0) : DAYS.get(lower);
    if (day == null || day < 10) {
      return day;
    }
    int ahead = (day - 10 - today + 7) % 7;
    return ahead == 0 ? 7 : ahead;
  }
}
