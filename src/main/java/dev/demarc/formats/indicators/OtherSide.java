package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import java.util.EnumSet;
import java.util.Set;

/**
 * The attacked side of a sentence that says only who attacks: {@code 192.0.2.1 keeps trying
 * passwords at the machine with our films (198.51.100.1)}. Of two addresses in a sentence about
 * attempts to get in, the one that is neither said to act nor named together with the other is
 * where the attempts go.
 */
final class OtherSide {

  private static final Pattern ATTEMPTS =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:passwords?|log ?in|log-?ins?|logons?|sign-?ins?|attempts?|brute.?force|guess\\pL*|probes?|probing|scans?|scanning|hammer\\pL*|flood\\pL*"
              + "|passw[öo]rte?r?|kennw[öo]rte?r?|anmeld\\pL*|anzumelden|einzuloggen|\\pL*versuche?n?|einlogg\\pL*"
              + "|mots de passe|connexions?|tentatives?|s'authentifier|contraseñas?|intentos?|acceder|iniciar sesi[óo]n|senhas?|tentativas?|entrar"
              + "|password|tentativi|accessi|accedere|wachtwoorden|\\pL*pogingen|inloggen|hase[łl]|has[łl]a|pr[óo]b(?:uje|y)?|logowa\\pL*|zalogowa\\pL*|hesla|pokus\\pL*|p[řr]ihl[áa]\\pL*"
              + "|l[öo]senord|inloggning\\pL*|парол\\pL*|попыт\\pL*|войти|вход\\pL*)(?:[^\\pL]|$)|パスワード|ログイン|密码|登录|登錄");

  /** Of what is fetched or commanded the other side is no victim. */
  private static final Pattern OTHERWISE =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:malware|bots?|botnet\\pL*|c2|c&c|payload|download\\pL*|phish\\pL*|proxy|vpn|nat|via|so (?:does|do|did)|too|as well|same|likewise|ebenso|ebenfalls|igualmente|également|eveneens|również|resol\\pL*|alias|also|auch|aussi|tambi[ée]n|tamb[ée]m|anche|ook|te[żz]|tak[ée]|также)(?:[^\\pL]|$)");

  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b|\\b[0-9a-fA-F]{1,4}:[0-9a-fA-F]{0,4}:[0-9a-fA-F:]*");

  /** Between two that are named together. */
  private static final Pattern TOGETHER =
      Pattern.compile(
          "(?i)(?:\\s?(?:and|or|und|oder|et|ou|y|e|o|en|of|i|a|oraz|и|及|と|和|to|bis)\\s?|[,;/&+-]\\s?|\\s)*");

  private static final Set<Cue> ACTS = EnumSet.of(Cue.AFTER);
  private static final Set<Cue> FROM = EnumSet.of(Cue.NEAR, Cue.YOURS);

  private static final int BESIDE = 28;

  private final String text;
  private final TextCues cues;

  OtherSide(String text, TextCues cues) {
    this.text = text;
    this.cues = cues;
  }

  /**
   * Whether an address is the attacked one of two in its sentence.
   *
   * @param from where the sentence begins
   * @param to where it ends
   */
  boolean isAttacked(int from, int start, int end, int to) {
    if (to <= end) {
      return false;
    }
    var sentence = text.substring(from, to);
    var own = text.substring(start, end);
    var found = ADDRESS.matcher(sentence);
    int other = -1;
    int otherEnd = -1;
    for (int n = 0; found.find(); n++) {
      if (own.contains(found.group())) {
        continue;
      }
      if (other >= 0 || n > 3) {
        return false;
      }
      other = from + found.start();
      otherEnd = from + found.end();
    }
    if (other < 0 || acts(from, start, end, to, other) || !acts(from, other, otherEnd, to, start)) {
      return false;
    }
    var between = other < start ? text.substring(otherEnd, start) : text.substring(end, other);
    return !TOGETHER.matches(between)
        && ATTEMPTS.matcher(sentence).find()
        && !OTHERWISE.matcher(sentence).find();
  }

  /** Whether it is said from where, or what it does; no farther than to the other. */
  private boolean acts(int from, int start, int end, int to, int other) {
    int before = other < start ? Math.max(from, other) : from;
    // "at 198.51.100.1, there tries 192.0.2.1 to": the verb directly before belongs to the other
    int last = other > end ? Math.min(to, other - 2) : to;
    var source = cues.last(Math.max(before, start - BESIDE), start, FROM);
    boolean directly = source != null && start - source.end() <= 3;
    return directly || cues.first(end, Math.min(last, end + BESIDE), ACTS) != null;
  }
}
