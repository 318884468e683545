package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an indicator is by the nearest words of its sentence. */
final class SentenceRole {

  private static final Set<IndicatorType> ADDRESSES =
      EnumSet.of(
          IndicatorType.IPV4, IndicatorType.IPV6, IndicatorType.RANGE, IndicatorType.EC2_INSTANCE);

  /** Named in a sentence that accuses, or as a thing that may be meant. */
  private static final StatedRole UNSURE = StatedRole.NOTHING.suspected();

  private static final Set<Cue> DIRECT =
      EnumSet.of(
          Cue.NEAR,
          Cue.BEFORE,
          Cue.YOURS,
          Cue.TO,
          Cue.TARGET,
          Cue.OURS,
          Cue.BRAND,
          Cue.GENUINE,
          Cue.BYSTANDER,
          Cue.SENDER,
          Cue.TOOL,
          Cue.THING,
          Cue.PLACE);

  /** Tools are links: what is called a ticket machine is none. */
  private static final Set<Cue> OF_HOSTS = EnumSet.copyOf(DIRECT);

  static {
    OF_HOSTS.remove(Cue.TOOL);
  }

  private static final Pattern REPORT =
      Pattern.compile(
          "(?i)\\b(?:reports?|complaints?|notices?|notifications?|signalement|plainte|meldung|beschwerde"
              + "|hinweis|denuncia|queja|aviso|reclamo|notificaci[óo]n|segnalazione|den[úu]ncia|reclama[çc][ãa]o"
              + "|melding|klacht|zg[łl]oszenie|hl[áa][šs]en[íi]|st[íi][žz]nost)\\b|жалоб|сообщени|通報|報告|举报|通报|投诉");

  private static final Set<Cue> OWN = EnumSet.of(Cue.OWN);

  /** What languages say behind a thing that others say before it. */
  private static final Set<Cue> BEHIND = EnumSet.of(Cue.FROM, Cue.INTO, Cue.COPIED);

  /** How far words reach that stand beside a thing, and such as speak of it. */
  private static final int BESIDE = 28;

  private static final int REACH = 60;

  /** Room for an article and an adjective. */
  private static final int ARTICLE = 14;

  private static final int OWN_REACH = 120;

  private static final int LONGEST_ROW = 400;

  private final String text;
  private final TextCues cues;
  private final Sentences sentences;
  private final OtherSide other;
  private final Possession possession;
  private final boolean reversed;
  private final boolean complains;

  /**
   * @param reversed whether the reader's own is attacked, so that "your server" is the target
   * @param complains whether the text accuses anything
   */
  SentenceRole(
      String text, TextCues cues, Sentences sentences, boolean reversed, boolean complains) {
    this.text = text;
    this.cues = cues;
    this.sentences = sentences;
    this.other = new OtherSide(text, cues);
    this.possession = new Possession(text, cues);
    this.reversed = reversed;
    this.complains = complains;
  }

  /** Null where the sentence says nothing of it. */
  @Nullable StatedRole role(int start, int end, IndicatorType type, boolean defanged) {
    int from = Math.max(sentences.startOf(start), rowStart(start));
    int to = sentences.endOf(end);
    var behind = behind(end, to, type);
    if (behind != null) {
      return RoleGuess.words(behind);
    }
    if (ADDRESSES.contains(type)
        && (CountedAttempts.isVictim(text, end, to, cues)
            || !reversed && other.isAttacked(from, start, end, to))) {
      return RoleGuess.words(Role.TARGET);
    }
    if (RoleGuess.LINKS.contains(type)) {
      var advised = AdvisedPages.role(text, from, start, end, Math.max(end, to), defanged, cues);
      if (advised != null) {
        return RoleGuess.words(advised);
      }
    }
    boolean accused =
        cues.has(from, start, Cue.ACCUSE)
            || cues.has(end, to, Cue.ACCUSE)
            || complains && cues.has(from, start, Cue.BOUGHT);
    var wanted = RoleGuess.LINKS.contains(type) ? DIRECT : OF_HOSTS;
    var direct = cues.last(Math.max(from, start - REACH), start, wanted);
    int named = start;
    if (direct != null && (isPlain(direct.cue()) || direct.cue() == Cue.BEFORE)) {
      // "against the server 192.0.2.1": what stands before the server speaks of the address;
      // "the original is at https://...": where the original lies is accused by nobody
      var before = cues.last(Math.max(from, start - REACH), direct.start(), wanted);
      if (before != null
          && saysMore(before.cue(), direct.cue())
          && direct.start() - before.end() <= ARTICLE) {
        named = direct.start();
        direct = before;
      } else if (isPlain(direct.cue())
          && ADDRESSES.contains(type)
          && possession.isOurs(from, direct, start)) {
        return RoleGuess.words(reversed ? Role.SOURCE : Role.TARGET);
      } else if (direct.cue() == Cue.PLACE
          && isLink(type, defanged)
          && possession.isOurSite(from, direct, start)) {
        return RoleGuess.words(Role.FURNITURE);
      }
    }
    if (direct == null && ADDRESSES.contains(type) && possession.isOursInOneWord(from, start)) {
      return RoleGuess.words(reversed ? Role.SOURCE : Role.TARGET);
    }
    boolean hit = isHit(end, to);
    if (reversed && direct != null && isPossessive(direct.cue()) && type != IndicatorType.EMAIL) {
      return RoleGuess.words(direct.cue() == Cue.YOURS ? Role.TARGET : Role.SOURCE);
    }
    boolean owned = direct != null && (isSource(direct.cue()) || isPlain(direct.cue()));
    if (hit && owned && type != IndicatorType.EMAIL) {
      // "your server 192.0.2.1 is being flooded": whose it is says less than what happens to it
      return RoleGuess.words(Role.TARGET);
    }
    var said = direct == null ? null : direct(direct, from, named, type, accused, defanged);
    boolean hosted = direct != null && isSource(direct.cue()) && said != null;
    if (isLink(type, defanged)) {
      // "more information is at https://..." has nothing to do with what is hosted there
      var own = cues.last(Math.max(from, start - OWN_REACH), start, OWN);
      if (own != null && (!hosted || isDirectlyBefore(own, direct))) {
        return RoleGuess.words(Role.FURNITURE);
      }
    }
    if (said != null && !said.equals(UNSURE)) {
      return said;
    }
    if (hit) {
      return RoleGuess.words(Role.TARGET);
    }
    if (complains && type != IndicatorType.EMAIL && possession.isYoursBehind(end, to)) {
      return RoleGuess.words(reversed ? Role.TARGET : Role.SOURCE);
    }
    boolean acts =
        cues.first(end, Math.min(to, end + REACH), EnumSet.of(Cue.AFTER)) != null
            && type != IndicatorType.EMAIL;
    if (acts) {
      return RoleGuess.words(Role.SOURCE);
    }
    if (said != null || !accused || type == IndicatorType.EMAIL) {
      return said;
    }
    if (ADDRESSES.contains(type) && possession.isInYours(end, to)) {
      return RoleGuess.words(reversed ? Role.TARGET : Role.SOURCE);
    }
    boolean itself = type == IndicatorType.URL || type == IndicatorType.S3_BUCKET || defanged;
    return itself ? RoleGuess.words(Role.SOURCE) : UNSURE;
  }

  boolean isReaders(int end) {
    return possession.isYoursBehind(end, sentences.endOf(end));
  }

  private static boolean isLink(IndicatorType type, boolean defanged) {
    return RoleGuess.LINKS.contains(type) && !defanged;
  }

  private static boolean saysMore(Cue before, Cue direct) {
    return isPlain(direct) ? !isPlain(before) : before == Cue.GENUINE;
  }

  private static boolean isDirectlyBefore(TextCues.At own, TextCues.@Nullable At direct) {
    return direct != null && own.end() <= direct.start() && direct.start() - own.end() <= ARTICLE;
  }

  /** By a word or an ending directly behind it; null where there is none. */
  private @Nullable Role behind(int end, int to, IndicatorType type) {
    var said = cues.first(end, Math.min(to, end + REACH), BEHIND);
    if (said == null || said.start() - end > 1) {
      return null;
    }
    boolean address = ADDRESSES.contains(type);
    boolean site = type == IndicatorType.DOMAIN || type == IndicatorType.URL;
    return switch (said.cue()) {
      case FROM -> address ? Role.SOURCE : null;
      case INTO -> address ? Role.TARGET : null;
      default -> site ? Role.BRAND : null;
    };
  }

  /** Where the row of a table begins: the heads above it speak of all its columns. */
  private int rowStart(int start) {
    int lineStart = sentences.lineStart(start);
    int lineEnd = text.indexOf('\n', start);
    lineEnd = Math.min(lineEnd < 0 ? text.length() : lineEnd, start + LONGEST_ROW);
    int bar = text.indexOf('|', Math.max(lineStart, start - LONGEST_ROW));
    return bar >= 0 && bar < lineEnd ? lineStart : 0;
  }

  /** Whether what follows says that something is done to the thing. */
  private boolean isHit(int end, int to) {
    int from = behindBrackets(end);
    return cues.first(from, Math.min(to, from + BESIDE), EnumSet.of(Cue.HIT)) != null;
  }

  /** "Our site https://www.a.example (server 192.0.2.1) is being attacked". */
  private int behindBrackets(int end) {
    int open = text.indexOf('(', end);
    int close = open < 0 || open - end > 3 ? -1 : text.indexOf(')', open);
    return close < 0 || close - open > REACH ? end : close;
  }

  /** Words whose meaning turns where the report tells of an attack on the reader's. */
  private static boolean isPossessive(Cue cue) {
    return cue == Cue.YOURS || cue == Cue.OURS;
  }

  private static boolean isSource(Cue cue) {
    return cue == Cue.BEFORE || cue == Cue.YOURS;
  }

  /** Words that only say of what kind a thing is. */
  private static boolean isPlain(Cue cue) {
    return cue == Cue.THING || cue == Cue.PLACE;
  }

  /** Null where the words do not reach this thing, or say nothing of its kind. */
  private @Nullable StatedRole direct(
      TextCues.At cue, int from, int start, IndicatorType type, boolean accused, boolean defanged) {
    int gap = start - cue.end();
    boolean address = ADDRESSES.contains(type);
    boolean apart = text.substring(cue.end(), start).indexOf(':') >= 0;
    return switch (cue.cue()) {
      case NEAR -> near(gap, from, cue, type, accused);
      case BEFORE, YOURS ->
          type == IndicatorType.EMAIL && gap > BESIDE ? null : RoleGuess.words(Role.SOURCE);
      case TO ->
          gap <= (address && !apart ? BESIDE : 3)
                  && type != IndicatorType.URL
                  && (address || accused)
              ? RoleGuess.words(Role.TARGET)
              : null;
      case TARGET, OURS -> RoleGuess.words(Role.TARGET);
      case BRAND ->
          type == IndicatorType.DOMAIN || type == IndicatorType.URL
              ? apart ? null : RoleGuess.words(Role.BRAND)
              : null;
      case GENUINE ->
          type == IndicatorType.DOMAIN || type == IndicatorType.URL
              ? RoleGuess.words(Role.BRAND)
              : address ? RoleGuess.words(Role.TARGET) : null;
      case BYSTANDER -> gap <= BESIDE && !defanged ? RoleGuess.words(Role.BYSTANDER) : null;
      case SENDER -> sender(type, accused);
      case TOOL ->
          RoleGuess.LINKS.contains(type) && !defanged ? RoleGuess.words(Role.FURNITURE) : null;
      case THING -> address && gap <= 3 ? thing(accused) : null;
      case PLACE ->
          type == IndicatorType.DOMAIN && gap <= 3 && accused ? RoleGuess.words(Role.SOURCE) : null;
      default -> null;
    };
  }

  /** "The server has the IP 192.0.2.1" means somebody where the sentence before accuses. */
  private static StatedRole thing(boolean accused) {
    return accused ? new StatedRole(Role.SOURCE, Basis.WORDS) : UNSURE;
  }

  private @Nullable StatedRole near(
      int gap, int from, TextCues.At cue, IndicatorType type, boolean accused) {
    boolean trace = text.startsWith("by", cue.start()) && cues.has(from, cue.start(), Cue.NEAR);
    if (gap > BESIDE || trace) {
      return null;
    }
    if (ADDRESSES.contains(type)) {
      return RoleGuess.words(Role.SOURCE);
    }
    if (type == IndicatorType.EMAIL
        && (cues.has(Math.max(from, cue.start() - REACH), cue.end(), Cue.SENDER)
            || isOfReport(cue.start(), cue.end() + gap))) {
      return RoleGuess.words(Role.REPORTER);
    }
    return accused && gap <= 3 ? RoleGuess.words(Role.SOURCE) : null;
  }

  /** "A report from a@b.example", "received from a@b.example a report". */
  private boolean isOfReport(int from, int start) {
    int line = Math.min(text.length(), start + REACH + BESIDE);
    return REPORT.matcher(text.substring(Math.max(0, from - BESIDE), line)).find();
  }

  private static @Nullable StatedRole sender(IndicatorType type, boolean accused) {
    if (type == IndicatorType.EMAIL) {
      return RoleGuess.words(Role.REPORTER);
    }
    return RoleGuess.LINKS.contains(type) && !accused ? RoleGuess.words(Role.FURNITURE) : null;
  }
}
