package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import org.jspecify.annotations.Nullable;

/**
 * Pages where those who were hit find help: a sentence advises them to go there, and so neither
 * attacks nor is attacked. A sentence that tells how they lost something there accuses it.
 */
final class AdvisedPages {

  /** Who is advised. */
  private static final Pattern THE_HIT =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:victims?|visitors?|sufferers|those (?:who|affected|concerned|hit)|(?:any|every)(?:one|body) (?:who|affected|hit)"
              + "|whoever|affected (?:users?|people|persons?|customers?|owners?)|operators? (?:of|whose)|owners? (?:of|whose)"
              + "|opfern?|betroffenen?|geschädigten?|wer (?:auf|die|das|dort|sein|seine|bereits|schon|geklickt)"
              + "|besuchern?|betreibern?|victimes?|visiteurs?|personnes (?:touch|concern|victime|ayant|qui)"
              + "|v[íi]ctimas?|afectad[oa]s?|perjudicad[oa]s?|visitantes?|quienes|personas (?:que|afectadas)"
              + "|v[íi]timas?|afetad[oa]s?|lesad[oa]s|quem (?:j[áa] |tenha |visitou|clicou|caiu)|pessoas (?:que|afetadas)"
              + "|vittime|vittima|danneggiati|visitatori|chi (?:ha|avesse|è stato)"
              + "|slachtoffers?|gedupeerden|getroffenen|bezoekers?|wie (?:heeft|slachtoffer)"
              + "|ofiar[yao]?|ofiarom|poszkodowan\\pL*|pokrzywdzon\\pL*|odwiedzaj[ąa]c\\pL*"
              + "|ob[ěe]ti|ob[ěe]t[ěe]m|po[šs]kozen\\pL*|n[áa]v[šs]t[ěe]vn[íi]\\pL*"
              + "|ofre|offer|drabbade|offret|berørte|rammede|uhrit|uhrien|áldozatok|károsultak|victimele|păgubiții"
              + "|mağdurlar\\pL*|nạn nhân|korban)(?:[^\\pL]|$)"
              + "|жертв\\pL*|пострадавш\\pL*|посетител\\pL*|потерпіл\\pL*|постраждал\\pL*|θύματα|الضحايا|المتضرر"
              + "|被害者|被害に遭|ご利用者|受害者|受害人|用户如|피해자");

  private static final Pattern MODAL =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:can|may|should|could|might|are (?:advised|asked|encouraged|invited) to|is advised to|finds?|gets?|turn|must"
              + "|können|kann|sollten|sollen|sollte|mögen|finden|findet|erhalten|erhält|bekommen|bekommt|müssen|wenden"
              + "|peuvent|peut|doivent|devraient|devrait|trouvent|trouve|trouveront|sont invit[ée]e?s|obtiennent"
              + "|pueden|puede|deben|debe|deber[íi]an?|encuentran?|encontrar[áa]n|reciben|tienen"
              + "|podem|pode|devem|deve|deveriam|encontram?|encontrar[ãa]o|recebem"
              + "|possono|può|dovrebbero|devono|trovano|trova|troveranno|ricevono"
              + "|kunnen|kan|zouden|moeten|vinden|vindt|krijgen|mog[ąa]|mo[żz]e|powinn[iy]|powinien|znajd[ąa]|znajdzie"
              + "|mohou|m[ůu][žz]e|m[ěe]li by|najdou|najde|kan|bör|bør|voivat|pot|trebuie|nên|có thể|dapat|bisa|sebaiknya)(?:[^\\pL]|$)"
              + "|могут|может|следует|найдут|можуть|знайдуть|μπορούν|يمكنهم|可以|可在|应当|請|请|は");

  /** What they find or do there: nothing of it is what a fake page asks for. */
  private static final Pattern HELP =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:help|advice|advise|advised|support|guidance|assistance|counsel\\pL*|instructions?|first aid|check|test|scan|clean|analy[sz]e|report (?:it|this|the)"
              + "|read|learn|consult|turn to|visit|complain"
              + "|hilfe|rat|beratung|beraten|unterst[üu]tzung|anleitung|hinweise|pr[üu]fen|[üu]berpr[üu]fen|testen|bereinigen|reinigen|lesen|melden|anzeige|wenden|besuchen|informieren"
              + "|aide|conseils?|assistance|soutien|accompagnement|v[ée]rifier|tester|analyser|nettoyer|lire|signaler|porter plainte|consulter|s'adresser|adresser|visiter|se rendre"
              + "|ayuda|consejos?|apoyo|orientaci[óo]n|asesor\\pL*|acudir|denunciar|analizar|comprobar|revisar|limpiar|leer|consultar|dirigirse|visitar|informarse"
              + "|ajuda|orienta[çc][ãa]o|conselhos?|apoio|verificar|testar|analisar|limpar|ler|informar-se|procurar"
              + "|aiuto|consigli|assistenza|sostegno|supporto|verificare|controllare|analizzare|pulire|leggere|denunciare|rivolgersi|consultare|segnalare"
              + "|hulp|advies|steun|bijstand|controleren|nakijken|opschonen|lezen|melding|aangifte|terecht|wenden|raadplegen"
              + "|pomoc\\pL*|porad\\pL*|wsparci\\pL*|sprawdzi[ćc]|przeskanowa[ćc]|oczy[śs]ci[ćc]|przeczyta[ćc]|zg[łl]osi[ćc]|skorzysta[ćc]|zwr[óo]ci[ćc]"
              + "|rad[uy]|podpor\\pL*|zkontrolovat|prov[ěe][řr]it|otestovat|vy[čc]istit|p[řr]e[čc][íi]st|ohl[áa]sit|obr[áa]tit"
              + "|hjälp|hjælp|hjelp|stöd|råd|apua|segítség\\pL*|ajutor|yardım|trợ giúp|bantuan)(?:[^\\pL]|$)"
              + "|помощ\\pL*|совет\\pL*|проверить|обратиться|прочитать|допомог\\pL*|звернутися|βοήθεια|مساعدة|相談|支援|ご確認|求助|帮助|咨询|도움|상담");

  /** What a fake page asks for, and what a hacked one does. */
  private static final Pattern LOSES =
      Pattern.compile(
          "(?i)\\b(?:be (?:infected|redirected|robbed|led|sent)|infiziert|weitergeleitet|redirig[ée]\\pL*|redirigid\\pL*|redirecionad\\pL*|reindirizzat\\pL*|doorgestuurd|przekierowan\\pL*|p[řr]esm[ěe]rov\\pL*|enter|type in|log ?in|sign in|pay|eingeben|einloggen|anmelden|bezahlen|saisir|payer|se connecter|introducir|ingresar|pagar|iniciar"
              + " sesi[óo]n|inserire|pagare|accedere|inserir|digitar|invoeren|inloggen|betalen|wpisa[ćc]|zalogowa[ćc]|zadat|p[řr]ihl[áa]sit)\\b|ввести|перенаправ|入力|输入|輸入");

  private AdvisedPages() {}

  /**
   * What the sentence says of a link; null where it advises nothing. A link that is written so that
   * nobody follows it is accused, unless another page of its site stands before it.
   *
   * @param from where the sentence begins
   * @param to where it ends
   */
  static @Nullable Role role(
      String text, int from, int start, int end, int to, boolean defanged, TextCues cues) {
    var before = text.substring(from, start);
    var behind = text.substring(end, to);
    var advice = defanged ? null : ofTheHit(before, behind);
    if (advice != null) {
      return advice;
    }
    boolean aid =
        !cues.has(from, to, Cue.ACCUSE)
            && (!defanged || ReadingAids.isBesideItsSite(text.substring(start, end), before))
            && ReadingAids.leadsTo(before, behind);
    return aid ? Role.FURNITURE : null;
  }

  /** "Victims of the attack should turn to ...", "Opfer finden Hilfe auch bei ...". */
  private static @Nullable Role ofTheHit(String before, String behind) {
    var hit = THE_HIT.matcher(before);
    if (!hit.find()) {
      return null;
    }
    var modal = MODAL.matcher(before);
    if (!modal.find(hit.end() - 1)) {
      return null;
    }
    var said = before.substring(modal.start()) + " " + behind;
    if (LOSES.matcher(said).find()) {
      return Role.SOURCE;
    }
    return HELP.matcher(said).find() ? Role.FURNITURE : null;
  }
}
