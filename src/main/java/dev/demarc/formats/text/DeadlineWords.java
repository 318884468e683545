package dev.demarc.formats.text;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Set;

/**
 * The words by which desks say until when they want an answer, in English, German, French, Spanish,
 * Dutch, Italian, Portuguese, Polish, Czech and Russian; {@link EastAsianTimes} and {@link
 * DeadlinePhrases} have the others.
 */
final class DeadlineWords {

  /** In front of a period: "within", "binnen", "sous", "entro", ... */
  private static final String WITHIN =
      "within|in|in the next|over the next|"
          + "innerhalb(?: von)?|binnen|innert|in den|in(?:ner)?halb der|"
          + "sous|dans|dans un d[ée]lai de|d[ée]lai de|d'ici|"
          + "en|dentro de|en un plazo (?:m[áa]ximo )?de|plazo (?:m[áa]ximo )?de|en el plazo de|"
          + "en menos de|"
          + "entro(?: e non oltre)?|nell'arco di|nel termine di|"
          + "no prazo (?:m[áa]ximo )?de|prazo (?:m[áa]ximo )?de|em at[ée]|em|nas|dentro das|"
          + "w (?:prze)?ci[ąa]gu|w terminie(?: do)?|"
          + "b[ěe]hem|v pr[ůu]b[ěe]hu|ve lh[ůu]t[ěe]|"
          + "в течение|в срок до|не позднее чем через";

  private static final String ARTICLE =
      "(?:(?:the|der|den|les|las|los|le|as|os|de)\\s+)?(?:(?:next|n[äa]chsten|prochaine?s"
          + "|pr[óo]xim[ao]s|komende|prossim[ei]|najbli[żz]sz\\pL+|kolejn\\pL+|nejbli[žz][šs][íi]ch"
          + "|p[řr][íi][šs]t[íi]ch|ближайш\\pL+|следующ\\pL+)\\s+)?";

  private static final String NUMBER =
      "\\d{1,3}|[\\pL]+-?[\\pL]+(?: (?:y|e) [\\pL]+)?|an?|un[ae]?|een|um|[\\pL]+ [\\pL]+";

  /** What it is counted in; the ending is the language's. */
  private static final String UNIT =
      "(?P<unit>hours?|hrs?|stunden?|std|heures?|horas?|uur|uren|or[ae]|h"
          + "|days?|tag(?:en|e)?|werktag(?:en|e)?|arbeitstag(?:en|e)?|jours?|d[ií]as?|dag(?:en)?"
          + "|werkdag(?:en)?|giorn[oi]"
          + "|weeks?|wochen?|semaines?|semanas?|week|weken|settiman[ae]"
          + "|godzin[yęe]?|godz|dob[yę]?|d[óo]b|dni|dnia|tygodni[ae]?|tydzie[ńn]"
          + "|hodin[yu]?|hod|dn[ůuyí]|dne|t[ýy]dn[ůueyů]|t[ýy]den"
          + "|час(?:а|ов)?|ч|сут(?:ки|ок)|дн(?:я|ей)|день|недел[иью])";

  private static final String BUSINESS =
      "(?:(?:working|business|calendar|full|volle|clock|consecutive|robocz\\pL+"
          + "|pracovn\\pL+|kalendářn\\pL+|рабоч\\pL+|календарн\\pL+)\\s+)?";

  static final Pattern PERIOD =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:"
              + WITHIN
              + ")\\s+"
              + ARTICLE
              + "(?P<number>"
              + NUMBER
              + ")\\s*(?:\\(\\s*(?P<digits>\\d{1,3})\\s*\\)|\\([\\pL -]{1,30}\\))?[ -]*"
              + BUSINESS
              + UNIT
              + "(?:[^\\pL]|$)");

  /** "W ciągu doby", "в течение суток": of one, without a number. */
  static final Pattern ONE =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:w (?:prze)?ci[ąa]gu|b[ěe]hem|do|в течение)\\s+"
              + "(?P<unit>doby|godziny|tygodnia|hodiny|jednoho dne|t[ýy]dne|суток|часа|недели|дня)"
              + "(?:[^\\pL]|$)");

  /** "Do 48 hodin", "do dwóch dni roboczych": the word alone is one of other languages, too. */
  static final Pattern UP_TO =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])do\\s+(?P<number>"
              + NUMBER
              + ")\\s*(?:\\(\\s*(?P<digits>\\d{1,3})\\s*\\))?\\s*"
              + BUSINESS
              + "(?P<unit>godzin|godz|dni|tygodni|hodin|hod|dn[ůuí]|t[ýy]dn[ůu])(?:[^\\pL]|$)");

  /** "You have 24 hours to answer", "24 Stunden Zeit", "vous avez 48 heures". */
  static final Pattern GRANTED =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:you have|sie haben|ihr habt|vous avez|tiene[ns]?|usted tiene|u heeft"
              + "|u hebt|avete|lei ha|hai|tem|voc[êe] tem|dispon[eé]is? de|disposez de|dispone de"
              + "|disp[õo]e de|respond in|frist von)\\s+(?:only\\s+|nur\\s+|now\\s+)?(?P<number>"
              + NUMBER
              + ")\\s*(?:\\(\\s*(?P<digits>\\d{1,3})\\s*\\))?[ -]*"
              + BUSINESS
              + UNIT
              + "(?:[^\\pL]|$)");

  /** In front of a date. */
  private static final String BY =
      "by|before|until:?|(?:at )?any ?time after(?: the)?|till?|no later than|not later than|on or before|deadline(?: is| ends(?: on)?| expires(?: on)?)?:?"
          + "|due(?: date)?(?: is)?:?|reply by:?|respond by:?|latest:?|at the latest:?|"
          + "bis(?: sp[äa]testens)?(?: zum| am)?|sp[äa]testens(?: bis)?(?: zum| am)?"
          + "|(?:antwort|rückmelde|r[üu]ckmeldungs|reaktions)?frist(?: bis(?: zum)?| endet(?: am)?| l[äa]uft(?: ab)?(?: am)?)?:?|vor dem|"
          + "avant(?: le)?|au plus tard le|jusqu'au|d'ici (?:le|au)|date limite ?:?|d[ée]lai(?: de (?:r[ée]ponse|traitement|r[ée]action))? ?:|d[ée]lai expire le|pour le|"
          + "antes del?|a m[áa]s tardar el|hasta el|fecha l[íi]mite ?:?|plazo(?: de respuesta| para responder| l[íi]mite)? ?:|plazo (?:vence|expira|termina)(?: el)?|"
          + "(?:reactie|antwoord)termijn ?:|termijn (?:loopt af|verstrijkt|eindigt)(?: op)?|uiterlijk(?: op| v[óo][óo]r)?|v[óo][óo]r|tot(?: en met)?|"
          + "entro(?: e non oltre)?(?: il| le| la data del)?|prima del|scadenza ?:?|termine(?: per la risposta| di risposta| per rispondere)? ?:|termine scade(?: il)?|"
          + "at[ée](?: o dia| ao dia| dia| o| a)?|prazo(?: final| de resposta| para resposta)? ?:|prazo (?:termina|expira|vence)(?: em| a)?|"
          + "najp[óo][źz]niej(?: do)?(?: dnia)?|do(?: dnia)?|przed|termin(?: odpowiedzi| na odpowied[źz])? ?:|termin up[łl]ywa(?: dnia)?|"
          + "nejpozd[ěe]ji(?: do)?|p[řr]ed|(?:term[íi]n|lh[ůu]ta)(?: (?:pro )?odpov[ěe][dď]i?)? ?:|lh[ůu]ta kon[čc][íi](?: dne)?|"
          + "не позднее|до|срок(?: ответа)? ?:|срок истекает";

  private static final String TIME =
      "(?P<h>\\d{1,2})(?:(?:[:.h]| h )(?P<mi>\\d{2})(?::(?P<s>\\d{2}))?)?\\s*(?P<half>[AaPp]\\.?[Mm]\\.?)?"
          + "(?:\\s*(?P<clock>(?:Uhr|uur|h(?:eures|oras)?|ore|hod(?:in)?|godz)\\b|час(?:ов|а)|ч))?";

  private static final String ZONE =
      "(?:\\s*\\(?(?P<zone>Z|UTC(?:[+-]\\d{1,2}(?::?\\d{2})?)?|GMT|[A-Z]{2,4}T\\b|MEZ|MESZ|МСК|MSK|SEČ|SELČ"
          + "|[+-]\\d{2}:?\\d{2})\\)?)?";

  private static final String BEFORE_TIME =
      "(?:\\s*(?:,|T|at|um|[àa]|a las|[àa]s|alle(?: ore)?|om|ore|kl\\.?|h\\.?|o?\\s?godz\\.?|o godzinie|v|ve|hod\\.|в)\\s*|\\s+)+";

  private static final String WEEKDAY =
      "(?:(?:den |dem |the |le |el |il |op |di |a )?[\\pL-]{2,14}\\.?,?\\s+(?:the |den |dem |le"
          + " )?)?";

  private static final String DAY_OF_YEAR =
      "(?:(?P<y1>\\d{4})-(?P<m1>\\d{2})-(?P<d1>\\d{2})|(?P<d2>\\d{1,2})(?:st|nd|rd|th|er|\\.|º|°)?(?:\\s+|-)(?:of"
          + " |de |d')?(?P<m2>[\\pL]{3,12})\\.?,?(?:(?:\\s+|-)(?:de |del )?(?P<y2>\\d{4})(?:"
          + " ?(?:г\\.|года|r\\.|roku))?)?"
          + "|(?P<m3>[\\pL]{3,10})\\.?\\s+(?P<d3>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(?P<y3>\\d{4}))?"
          + "|(?P<d4>\\d{1,2})(?P<sep>[./-]) ?(?P<m4>\\d{1,2})[./-] ?(?P<y4>\\d{4})"
          + "|(?P<d5>\\d{1,2})\\. ?(?P<m5>\\d{1,2})\\.(?: ?(?P<y5>\\d{2})\\b)?)";

  static final Pattern DATE =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:"
              + BY
              + ")\\s+"
              + WEEKDAY
              + DAY_OF_YEAR
              + "(?:"
              + BEFORE_TIME
              + TIME
              + ZONE
              + ")?(?:[^\\pL\\d]|$)");

  /** "By 17:00 GMT on Wednesday, 2 December", "до 18:00 МСК 30 ноября". */
  static final Pattern TIMED_DATE =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:"
              + BY
              + ")\\s+(?:at |um |[àa] |a las |[àa]s |las |om |alle |le |die |)"
              + TIME
              + ZONE
              // whose time it is, in words
              + "(?:,?\\s*\\(?[\\pL][\\pL .-]{2,40}\\)?)?(?:\\s*,)?\\s+"
              + "(?:(?:on|of|am|vom|le|du|el|del|de|do dia|dia|em|di|il|del giorno|op|van|dnia|w dniu|dne|в|во)\\s+)?"
              + WEEKDAY
              + DAY_OF_YEAR
              + "(?:[^\\pL\\d]|$)");

  /** "By tomorrow", "bis Freitag, 12 Uhr", "avant vendredi". */
  static final Pattern DAY =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:"
              + BY
              + ")\\s+(?:the |den |dem |le |el |il |next |this |kommenden |n[äa]chsten"
              + " )?(?P<day>(?:the )?(?:end|close) of (?:the )?(?:business |working"
              + " )?(?:day|today)|[\\pL]{3,12}(?:-feira)?)(?:"
              + BEFORE_TIME
              + TIME
              + ZONE
              + ")?(?:[^\\pL\\d]|$)");

  /** An answer, or what is to be done or will happen without one. */
  static final Pattern ASKED =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:repl(?:y|ies)|respon[ds]|answer|contact us|get back|hear (?:back"
              + " )?from|hear"
              + " back|act(?:ion)?[^\\pL]|acknowledg|corrective|confirm|resol(?:ve|ution)|remov|take(?:"
              + " \\pL+)?"
              + " ?down|suspen|terminat|lock|block|disabl|null-?rout|shut|clean|investigat|remed|mitigat|deadline|due[^\\pL]|feedback|let"
              + " us know|report back|stop|end the|fix|address (?:the|this)|handle|escalat|you have"
              + "|explain|explanation|statement|comment[^\\pL]|antwort|abhilf|nachricht|bescheid|beantwort|r[üu]ckmeld|stellung|stellen sie|äu(?:ß|ss)er|erkl[äa]r|ursache|best[äa]tig|reagier|meld|beh[eo]b|beseitig"
              + "|ma(?:ß|ss)nahm|sperr|schalt|entfern|unterbind|frist|kl[äa]r|l[öo]s|r[ée]pon[ds]|retour|confirm|mesure|supprim|suspen|bloqu|trait|coup|faire"
              + " savoir|corrig|intervenir|agir|d[ée]lai|explications?|expliqu|position[^\\pL]|prononc"
              + "|respuest|contest|acci[óo]n|medida|elimin|retir|solucion|resolv|resuelv|plazo|posici[óo]n|aclar|expli[cq]|descargos|pron[úu]nci"
              + "|reactie|reager|antwoord|bevestig|actie|maatregel|verwijder|blokk|afsluit|afslot|oplos|verhelp|herstel|standpunt|termijn|toelicht|uitleg|verklar"
              + "|rispo|riscontr|conferm|azion|provved|rimuov|rimoz|sospen|blocc|interven|scadenz|termine|chiari|spiegaz|osservazioni|posizione"
              + "|respost|retorn|a[çc][ãa]o|remov|remo[çc]|retir|suspend|provid[êe]nci|corrij|corrig|prazo|esclare|manifest|posicion|justific"
              + "|odpow|reakc|zareag|usuni|zablok|dzia[łl]a|wyja[śs]ni|termin|potwierd|prosimy|prosz[ęe]|stanowisk|ustosunk"
              + "|odpov|reag|odstran|opat[řr]en|vy[řr]e[šs]|n[áa]prav|lh[ůu]t|potvr|pros[íi]me|[žz][áa]d[áa]me|vyj[áa]d[řr]|stanovisk|vysv[ěe]tl"
              + "|ответ|реакц|отреаг|удал|заблок|мер[ыа]?[^\\pL]|устран|сообщ|срок|подтверд|прекрат|отключ|прос[ия]|поясн|объясн|отзыв)");

  /** What was seen in a period is no deadline. */
  static final Pattern OBSERVED =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:(?:we|was|were|been|have|has) (?:seen|observed|detected|recorded"
              + "|logged|counted|received|blocked|banned|locked|disabled|suspended|stopped|removed)"
              + "|attempts|requests|connections|packets|hits|occurred|happened"
              + "|versuche|anfragen|zugriffe|tentatives|requ[êe]tes|intentos|peticiones"
              + "|pogingen|tentativi|richieste|tentativas"
              + "|pr[óo]b|po[łl][ąa]cze[ńn]|odnotowa\\pL*|zarejestrowa\\pL*|wykry\\pL*|ostatni\\pL*"
              + "|pokus\\pL*|zaznamena\\pL*|zjisti\\pL*|posledn\\pL*"
              + "|попыт\\pL*|зафиксирова\\pL*|обнаруж\\pL*|последн\\pL*)(?:[^\\pL]|$)");

  /**
   * One of these words stands in whatever {@link #PERIOD}, {@link #GRANTED}, {@link #DATE} and
   * {@link #DAY} find: what a period is counted in, or what stands in front of a date.
   */
  private static final Set<String> OF_TIME =
      Set.of(
          ("hour hours hr hrs stunde stunden std heure heures hora horas uur uren ora ore h day"
                  + " days tag tage tagen werktag werktage werktagen arbeitstag arbeitstage"
                  + " arbeitstagen jour jours día días dia dias dag dagen werkdag werkdagen giorno"
                  + " giorni week weeks woche wochen semaine semaines semana semanas weken settimana"
                  + " settimane by before after until til till than deadline due latest bis spätestens"
                  + " spatestens frist vor avant tard jusqu ici limite pour antes tardar hasta límite"
                  + " plazo délai delai termine termijn reactietermijn antwoordtermijn antwortfrist rückmeldefrist uiterlijk vóór voor vóor voór tot entro prima scadenza até ate prazo"
                  + " godzin godziny godzinę godz doby dobę doba dni dnia tygodni tygodnia tydzień do"
                  + " najpóźniej przed termin hodin hodiny hodinu hod dnů dní dny dne týdnů týdne"
                  + " týden nejpozději před termín lhůta час часа часов ч сутки суток дня дней день"
                  + " недели недель неделю до позднее срок")
              .split(" "));

  private static final int LONGEST_OF_TIME =
      OF_TIME.stream().mapToInt(String::length).max().orElseThrow();

  private DeadlineWords() {}

  /** Whether the sentence may say until when: a quick look before the patterns. */
  static boolean mayNameTime(String sentence) {
    int from = -1;
    for (int i = 0; i <= sentence.length(); i++) {
      if (i < sentence.length() && Character.isLetter(sentence.charAt(i))) {
        from = from < 0 ? i : from;
      } else if (from >= 0) {
        if (i - from <= LONGEST_OF_TIME
            && OF_TIME.contains(sentence.substring(from, i).toLowerCase(Locale.ROOT))) {
          return true;
        }
        from = -1;
      }
    }
    return false;
  }

  /** How many hours one of it has. */
  static int hours(String unit) {
    var lower = unit.toLowerCase(Locale.ROOT);
    if (lower.matches(
        "h|hr.*|hour.*|stunde.*|std|heure.*|hora.*|uur|uren|or[ae]|godz.*|hod.*|час.*|ч")) {
      return 1;
    }
    return lower.matches("w(?:eek|oche|eken).*|sem.*|settiman.*|tyg.*|tydz.*|t[ýy]d.*|недел.*")
        ? 7 * 24
        : 24;
  }
}
