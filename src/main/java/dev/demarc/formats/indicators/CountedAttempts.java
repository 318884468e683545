package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;

/**
 * What is said behind a host that counts what it got: {@code 198.51.100.1 had over 3,000 failed
 * logins from your address}. Whoever logged attempts of somebody else is attacked. Without "from
 * whom" the host may as well be the one that made them.
 */
final class CountedAttempts {

  /** Had, saw, logged. */
  private static final Pattern GOT =
      Pattern.compile(
          "(?i)^[)\\]\\s,]{1,4}(?:\\pL+\\s){0,3}(?:had|saw|got|gets|sees|received|receives|logged|logs|recorded|records|counted|registered|noted|shows?|showed|faced|suffered|endured|took|has (?:had|seen|logged|received|recorded)"
              + "|hatte|sah|bekam|erhielt|verzeichnete|verzeichnet|registrierte|registriert|protokollierte|zählte|wies|verbuchte"
              + "|a (?:eu|re[çc]u|subi|enregistr[ée]|compt[ée]|not[ée]|relev[ée])|re[çc]oit|enregistre|compte|subit|affiche"
              + "|tuvo|recibi[óo]|registr[óoau]|sufri[óo]|anot[óo]|cont[óo]|ha (?:tenido|recibido|registrado|sufrido)|acumul[óa]"
              + "|teve|recebeu|registou|registrou|sofreu|contou|anotou"
              + "|ha (?:avuto|ricevuto|registrato|subito|contato|rilevato)|ebbe"
              + "|had|kreeg|ontving|registreerde|telde|noteerde|zag"
              + "|mia[łl]a?|otrzyma[łl]a?|zanotowa[łl]a?|odnotowa[łl]a?|zarejestrowa[łl]a?"
              + "|m[ěe]la?|zaznamenala?|obdr[žz]ela?|evidovala?"
              + "|hade|fick|loggade|fikk|fik|loggede|loggførte"
              + "|получила?|зафиксировала?|зарегистрировала?|насчитала?)\\s");

  /** What is counted. */
  private static final Pattern ATTEMPTS =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:failed|failures|log-?ins?|logons?|sign-?ins?|attempts?|tries|guess\\pL*|passwords?|probes?|scans?|connections?|requests?|packets?|hits|attacks?"
              + "|fehlgeschlagen\\pL*|fehlversuch\\pL*|\\pL*versuch\\pL*|anmeld\\pL*|anfragen|verbindung\\pL*|zugriff\\pL*|pakete|angriff\\pL*"
              + "|tentatives?|[ée]checs?|connexions|requ[êe]tes|attaques?|paquets"
              + "|intentos?|inicios|accesos|conexiones|peticiones|ataques?|paquetes|tentativas?|logins|acessos|conex[õo]es|pedidos|requisi[çc][õo]es|pacotes"
              + "|tentativi|accessi|connessioni|richieste|attacchi|pacchetti"
              + "|pogingen|\\pL*pogingen|verbindingen|verzoeken|aanvallen|pakketten"
              + "|pr[óo]b\\pL*|logowa[ńn]|po[łl][ąa]cze[ńn]|[żz][ąa]da[ńn]|atak[óo]w|pakiet[óo]w"
              + "|pokus[ůu]?|p[řr]ihl[áa][šs]en[íi]|spojen[íi]|po[žz]adavk[ůu]|[úu]tok[ůu]|paket[ůu]"
              + "|f[öo]rs[öo]k|inloggning\\pL*|fors[øo]k|fors[øo]g|p[åa]logging\\pL*"
              + "|попыт\\pL*|подключени\\pL*|запрос\\pL*|атак\\pL*|пакет\\pL*)(?:[^\\pL]|$)");

  private static final Pattern HOW_MANY =
      Pattern.compile(
          "(?i)\\d|thousands|hundreds|tausende|hunderte|milliers|centaines|miles|cientos|milhares|centenas|migliaia|centinaia"
              + "|duizenden|honderden|tysi[ąa]ce|setki|tis[íi]ce|stovky|тысячи|сотни");

  private static final Pattern FROM =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:from|by|von|aus|de|depuis|desde|d[eoa]|dal|dall[ae']|dalla|da|van|vanaf|vanuit|z|ze|od|fr[åa]n|fra|с|со|от)\\s");

  /** The next number: "from 08:00 at 198.51.100.1" does not say from whom. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)^\\D*?(?:\\d{1,3}(?:\\.\\d{1,3}){3}\\b|[0-9a-f]{1,4}:[0-9a-f]{0,4}:)");

  /** Whose it comes from: the reader's, or an address. */
  private static final int FROM_WHOM = 60;

  private CountedAttempts() {}

  /**
   * @param end where the host ends in the text
   * @param to where its sentence ends
   */
  static boolean isVictim(String text, int end, int to, TextCues cues) {
    if (to <= end) {
      return false;
    }
    var behind = text.substring(end, to);
    var got = GOT.matcher(behind);
    if (!got.find()) {
      return false;
    }
    var said = behind.substring(got.end());
    if (!HOW_MANY.matcher(said).find() || !ATTEMPTS.matcher(said).find()) {
      return false;
    }
    var from = FROM.matcher(said);
    for (int at = 0; at < said.length() && from.find(at); at = from.end()) {
      int last = Math.min(said.length(), from.end() + FROM_WHOM);
      int before = end + got.end();
      if (cues.has(before + from.end(), before + last, Cue.YOURS)
          || ADDRESS.matcher(said.substring(from.end(), last)).find()) {
        return true;
      }
    }
    return false;
  }
}
