package dev.demarc.formats.indicators;

import dev.demarc.formats.text.Text;
import dev.demarc.shared.Indicator.Role;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds indicators in running text. The text is cut into words by hand and each word is looked at
 * once, so the time grows with the length of the text whatever is in it.
 */
public final class IndicatorMiner {

  private static final int MOST_CHARS = 512 * 1024;
  private static final int LONGEST_WORD = 2_048;
  private static final int MOST_LOOKS = 20;
  private static final int MOST_DEFANGED = 100;

  private static final String GAPS = " \t\r\n\f\u00A0<>\"`|";

  /** Quotation marks, and the punctuation of other scripts. */
  private static final String WIDE_GAPS =
      "\u201C\u201D\u201E\u2018\u2019\u00AB\u00BB\u2039\u203A\u3001\u3002\uFF0C\uFF1B\uFF1A\uFF08\uFF09"
          + "\u300C\u300D\u300E\u300F\u3010\u3011\u300A\u300B\u3008\u3009\uFF01\uFF1F\u30FB"
          + "\u060C\u061B\u061F\u05BE\u0589\u0964";

  /** From here on scripts write no blanks between words. */
  private static final char FIRST_WITHOUT_BLANKS = '\u2E80';

  private static final String INNER_GAPS = "=,;()[]{}'*!?^~";
  private static final String EDGES = ".,;:!?'*_-()[]{}\\/#=&+~";

  private final IndicatorList found;
  private final String text;
  private final String asWritten;
  private final boolean isRefanged;
  private final RoleGuess roles;

  /** How often each value was met: a log names one address thousands of times. */
  private final Map<Observable, Integer> met = new HashMap<>();

  private final WordReader reader;

  /** Where the last range of addresses ended, whose last address is no indicator of its own. */
  private int spanned;

  /** Where the next "://" is, so that the text is searched for it once and not once a word. */
  private int nextScheme = -1;

  private IndicatorMiner(String text, IndicatorList found, @Nullable Role unless) {
    this.asWritten = Text.withoutControls(Text.cut(text, MOST_CHARS));
    this.text = Refanged.of(asWritten);
    this.isRefanged = !this.text.equals(asWritten);
    this.found = found;
    this.reader = new WordReader(this.text);
    this.roles = new RoleGuess(this.text, unless, found.isReversed());
    if (roles.isReversed()) {
      found.tellsOfAnAttackOnTheReader();
    }
    if (roles.isByACustomer()) {
      found.writtenByACustomer();
    }
    if (roles.isUnread()) {
      found.writtenInAnUnreadLanguage();
    }
  }

  /**
   * Adds what the text mentions, with the role that the words around it give.
   *
   * @return whether the text complains of something
   */
  public static boolean mine(@Nullable String text, IndicatorList found) {
    return mine(text, found, Role.MENTIONED);
  }

  /** Adds what a subject names: such a mail is about that address, whatever the words. */
  public static boolean mineSubject(@Nullable String subject, IndicatorList found) {
    return mine(subject, found, Role.SOURCE);
  }

  private static boolean mine(@Nullable String text, IndicatorList found, Role unless) {
    if (text == null) {
      return false;
    }
    var miner = new IndicatorMiner(text, found, unless);
    miner.words();
    return miner.roles.accuses();
  }

  /** Adds what the text mentions, as mentioned only. */
  public static void mentions(@Nullable String text, IndicatorList found) {
    if (text != null) {
      new IndicatorMiner(text, found, null).words();
    }
  }

  private void words() {
    int start = 0;
    for (int i = 0; i <= text.length() && !found.isFull(); i++) {
      if (i == text.length() || isGap(text.charAt(i))) {
        if (i - start > 2 && i - start <= LONGEST_WORD) {
          word(start, i);
        }
        start = i + 1;
      }
    }
  }

  private static boolean isGap(char c) {
    return GAPS.indexOf(c) >= 0
        || Character.isWhitespace(c)
        || c >= '\u00AB' && WIDE_GAPS.indexOf(c) >= 0;
  }

  private void word(int start, int end) {
    if (nextScheme < start) {
      int next = text.indexOf("://", start);
      nextScheme = next < 0 ? text.length() : next;
    }
    if (nextScheme > start && nextScheme < end) {
      int from = nextScheme;
      while (from > start && isAsciiWord(text.charAt(from - 1))) {
        from--;
      }
      int to = endOfLink(from, end);
      var url = reader.link(text.substring(from, to));
      if (url != null) {
        inside(start, from);
        add(url, from, to);
        if (to < end) {
          word(to, end);
        }
        return;
      }
    }
    inside(start, end);
  }

  private void inside(int start, int end) {
    int from = start;
    for (int i = start; i <= end; i++) {
      if (i == end || INNER_GAPS.indexOf(text.charAt(i)) >= 0) {
        if (i - from > 2) {
          piece(from, i);
        }
        from = i + 1;
      }
    }
  }

  private static boolean isAsciiWord(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }

  /** Before words that are written on without a blank, {@code http://a.example/loginは}. */
  private int endOfLink(int from, int end) {
    int host = Math.min(end, nextScheme + 3);
    for (int i = host; i < end; i++) {
      if (text.charAt(i) >= FIRST_WITHOUT_BLANKS && i > host && isAscii(host, i)) {
        return i;
      }
    }
    return end;
  }

  private boolean isAscii(int start, int end) {
    return text.charAt(end - 1) < 0x80 && text.substring(start, end).indexOf('.') > 0;
  }

  /** Whether a name stands without a blank beside words of a script that has none. */
  private boolean isGlued(int start, int end) {
    for (int i = start + 1; i < end; i++) {
      boolean wide = text.charAt(i) >= FIRST_WITHOUT_BLANKS;
      boolean wideBefore = text.charAt(i - 1) >= FIRST_WITHOUT_BLANKS;
      if (wide && isAsciiWord(text.charAt(i - 1)) || wideBefore && isAsciiWord(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Names between words that are written without blanks. */
  private void amongWideWords(int start, int end) {
    int from = start;
    for (int i = start; i <= end; i++) {
      if (i == end || text.charAt(i) >= FIRST_WITHOUT_BLANKS) {
        if (i - from > 3) {
          piece(from, i);
        }
        from = i + 1;
      }
    }
  }

  private void piece(int start, int end) {
    while (start < end && isEdge(start, true, end)) {
      start++;
    }
    while (end > start && isEdge(end - 1, false, end)) {
      end--;
    }
    if (end - start < 3 || isSpan(start)) {
      return;
    }
    var piece = text.substring(start, end);
    int bare = WrappedHost.endBeforeEnding(piece);
    if (bare > 0) {
      piece(start, start + bare);
      return;
    }
    if (isGlued(start, end)) {
      amongWideWords(start, end);
      return;
    }
    var observed = reader.read(piece, start);
    if (observed != null) {
      add(observed, start, end);
      return;
    }
    afterLabel(piece, start, end);
  }

  /** Whether a range of addresses begins here, which then is taken, or has begun before. */
  private boolean isSpan(int start) {
    var span = start < spanned ? null : AddressSpan.at(text, start);
    if (span != null && !reader.isVersion(start)) {
      spanned = span.end();
      for (var value : span.values()) {
        if (!WordReader.isNobody(value.value())) {
          add(value, start, span.end());
        }
      }
    }
    return start < spanned;
  }

  private boolean isEdge(int at, boolean leading, int end) {
    char c = text.charAt(at);
    boolean ipv6 =
        c == ':'
            && (leading
                ? at + 1 < end && text.charAt(at + 1) == ':'
                : at > 0 && text.charAt(at - 1) == ':');
    boolean prefix = leading && at + 1 < end && CueLetters.isPrefix(c, text.charAt(at + 1));
    return EDGES.indexOf(c) >= 0 && !ipv6 || prefix;
  }

  /** Tries the part behind a label ({@code ip:192.0.2.1}, {@code md5:...}, {@code src/...}). */
  private void afterLabel(String piece, int start, int end) {
    int colon = piece.indexOf(':');
    var wrapped = WrappedHost.in(text, start, piece);
    if (wrapped != null) {
      piece(wrapped.start(), wrapped.end());
      return;
    }
    if (colon <= 0 || colon > 24 || piece.startsWith("arn:") || end - start - colon < 4) {
      return;
    }
    if (isSpan(start + colon + 1)) {
      return;
    }
    var rest = piece.substring(colon + 1);
    var observed = reader.read(rest, start + colon + 1);
    if (observed != null) {
      add(observed, start + colon + 1, end);
    }
  }

  private void add(Observable observed, int start, int end) {
    int looks = met.merge(observed, 1, Integer::sum);
    if (looks > MOST_LOOKS) {
      return;
    }
    if (looks == 1 && isDefanged(start, end)) {
      found.defanged(observed);
    }
    int to = end;
    while (to > start + 1 && ".,;:!?".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    if (roles.isCleared(start, to)) {
      found.clear(observed);
    }
    if (roles.isReaders(to)) {
      found.isReaders(observed);
    }
    SiteWithAddress.note(text, start, observed, found);
    boolean defanged = found.isDefanged(observed);
    found.addWithHost(observed, roles.of(start, to, observed.type(), defanged));
  }

  /** Whether it stands in the text in another spelling only; the first ones tell. */
  private boolean isDefanged(int start, int end) {
    return isRefanged
        && met.size() <= MOST_DEFANGED
        && !asWritten.contains(text.substring(start, end).replaceFirst("[.,;:!?]+$", ""));
  }
}
