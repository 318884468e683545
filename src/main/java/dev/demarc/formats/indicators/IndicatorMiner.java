package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds indicators in running text. The text is cut into words by hand and each word is looked at
 * once, so the time grows with the length of the text whatever is in it.
 */
public final class IndicatorMiner {

  private static final int MOST_CHARS = 512 * 1024;
  private static final int LONGEST_WORD = 2_048;
  private static final int CONTEXT = 48;
  private static final int MOST_LOOKS = 20;
  private static final int MOST_DEFANGED = 100;

  private static final String GAPS = " \t\r\n\f\u00A0<>\"`|";

  /** Quotation marks, and the punctuation of scripts that put no blanks behind it. */
  private static final String WIDE_GAPS =
      "\u201C\u201D\u201E\u2018\u2019\u00AB\u00BB\u2039\u203A\u3001\u3002\uFF0C\uFF1B\uFF1A\uFF08\uFF09"
          + "\u300C\u300D\u300E\u300F\u3010\u3011\u300A\u300B\u3008\u3009\uFF01\uFF1F\u30FB";

  /** From here on scripts write no blanks between words. */
  private static final char FIRST_WITHOUT_BLANKS = '\u2E80';

  private static final String INNER_GAPS = "=,;()[]{}'*!?^~";
  private static final String EDGES = ".,;:!?'*_-()[]{}\\/#=&+~";

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}|\\d{4}-\\d{4}-\\d{4}");
  private static final Pattern ACCOUNT_NEAR =
      Pattern.compile(
          "(?i)(aws|amazon|account|acct)[ _-]*(account)?[ _-]*(id|no|number|#)?\\W*$|account\\W{1,4}$");
  private static final List<String> VERSION_WORDS =
      List.of("version", "release", "build", "firmware", " ver", " ver.", " v");

  /** Endings that are top-level domains, but in a report nearly always those of files or code. */
  private static final Set<String> FILE_ENDINGS =
      Set.of(
          "sh", "py", "pl", "pm", "rs", "so", "md", "zip", "mov", "cc", "ps", "java", "id", "name",
          "map", "bat");

  private final IndicatorList found;
  private final String text;
  private final String asWritten;
  private final boolean isRefanged;
  private final RoleGuess roles;

  /** How often each value was met: a log names one address thousands of times. */
  private final Map<Observable, Integer> met = new HashMap<>();

  private final Map<String, Observable> known = new HashMap<>();

  /** Where the next "://" is, so that the text is searched for it once and not once a word. */
  private int nextScheme = -1;

  private IndicatorMiner(String text, IndicatorList found, Role unless) {
    this.asWritten = Text.withoutControls(Text.cut(text, MOST_CHARS));
    this.text = Refanged.of(asWritten);
    this.isRefanged = !this.text.equals(asWritten);
    this.found = found;
    this.roles = new RoleGuess(this.text, unless);
  }

  /**
   * Adds what the text mentions, with the role that the words around it give.
   *
   * @return whether the text complains of something
   */
  public static boolean mine(String text, IndicatorList found) {
    return mine(text, found, Role.MENTIONED);
  }

  /** Adds what a subject names: such a mail is about that address, whatever the words. */
  public static boolean mineSubject(String subject, IndicatorList found) {
    return mine(subject, found, Role.SOURCE);
  }

  private static boolean mine(String text, IndicatorList found, Role unless) {
    if (text == null) {
      return false;
    }
    var miner = new IndicatorMiner(text, found, unless);
    miner.words();
    return miner.roles.accuses();
  }

  /** Adds what the text mentions, as mentioned only. */
  public static void mentions(String text, IndicatorList found) {
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
      var url = known.computeIfAbsent(text.substring(from, to), Observable::url);
      if (url != null) {
        inside(start, from);
        keep(url, from, to);
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
    if (end - start < 3) {
      return;
    }
    var piece = text.substring(start, end);
    if (isGlued(start, end)) {
      amongWideWords(start, end);
      return;
    }
    var observed = observe(piece, start);
    if (observed != null) {
      keep(observed, start, end);
      return;
    }
    afterLabel(piece, start, end);
  }

  private boolean isEdge(int at, boolean leading, int end) {
    char c = text.charAt(at);
    boolean ipv6 =
        c == ':'
            && (leading
                ? at + 1 < end && text.charAt(at + 1) == ':'
                : at > 0 && text.charAt(at - 1) == ':');
    return EDGES.indexOf(c) >= 0 && !ipv6;
  }

  private Observable observe(String piece, int start) {
    char first = piece.charAt(0);
    if (piece.startsWith("arn:aws") || piece.startsWith("i-") || first == 'A') {
      var aws = Observable.aws(piece);
      if (aws != null) {
        return aws;
      }
    }
    boolean accountLong = piece.length() == 12 || piece.length() == 14;
    if (accountLong && ACCOUNT.matches(piece)) {
      return ACCOUNT_NEAR.matcher(before(start)).find()
          ? new Observable(IndicatorType.AWS_ACCOUNT, piece.replace("-", ""))
          : null;
    }
    if (piece.indexOf('@') > 0) {
      return Observable.email(piece.startsWith("mailto:") ? piece.substring(7) : piece);
    }
    var address = address(piece, start);
    if (address == null && piece.indexOf('/') > 0) {
      address = range(piece);
    }
    if (address != null) {
      return address;
    }
    var hash = Observable.hash(piece);
    return hash == null ? domain(piece) : hash;
  }

  /** Tries the part behind a label ({@code ip:192.0.2.1}, {@code md5:...}, {@code src/...}). */
  private void afterLabel(String piece, int start, int end) {
    int colon = piece.indexOf(':');
    if (colon <= 0 || colon > 24 || piece.startsWith("arn:") || end - start - colon < 4) {
      return;
    }
    var rest = piece.substring(colon + 1);
    var observed = observe(rest, start + colon + 1);
    if (observed != null) {
      keep(observed, start + colon + 1, end);
    }
  }

  private Observable address(String piece, int start) {
    char first = piece.charAt(0);
    if (Character.digit(first, 16) < 0 && first != ':') {
      return null;
    }
    var bare = piece;
    if (piece.indexOf('.') > 0 && piece.indexOf(':') == piece.lastIndexOf(':')) {
      int port = piece.indexOf(':');
      int slash = piece.indexOf('/');
      int colonEnd = port > 0 ? port : piece.length();
      boolean prefix =
          slash > 0 && slash + 1 < piece.length() && Character.isDigit(piece.charAt(slash + 1));
      bare = slash > 0 && !prefix ? piece.substring(0, slash) : piece.substring(0, colonEnd);
      bare = withoutTail(bare);
    }
    var observed = known.computeIfAbsent(bare, Observable::address);
    if (observed == null || isNobody(observed.value())) {
      return null;
    }
    if (observed.type() == IndicatorType.IPV6 && !looksMeant(bare)) {
      return null;
    }
    boolean version = observed.type() == IndicatorType.IPV4 && isVersion(start);
    return version ? null : observed;
  }

  private Observable range(String piece) {
    var observed = Observable.range(piece);
    return observed == null || isNobody(observed.value()) ? null : observed;
  }

  /** {@code a::b} parses as an address, but people who write it mean code. */
  private static boolean looksMeant(String address) {
    return address.chars().filter(c -> c != ':').count() >= 4
        && address.chars().anyMatch(Character::isDigit);
  }

  /** {@code version 1.2.3.4}, {@code Chrome/12.0.4.1}. */
  private boolean isVersion(int start) {
    if (start > 1 && text.charAt(start - 1) == '/') {
      return Character.isLetter(text.charAt(start - 2));
    }
    var before = " " + before(start).stripTrailing().toLowerCase(Locale.ROOT);
    boolean labelled = before.endsWith(":") || before.endsWith("=");
    var bare = labelled ? before.substring(0, before.length() - 1).stripTrailing() : before;
    return VERSION_WORDS.stream().anyMatch(bare::endsWith);
  }

  /** Log lines glue a port behind the address: {@code 192.0.2.1.443}, {@code 192.0.2.1#53}. */
  private static String withoutTail(String address) {
    int hash = address.indexOf('#');
    var bare = hash > 0 ? address.substring(0, hash) : address;
    boolean fiveNumbers = bare.chars().filter(c -> c == '.').count() == 4;
    return fiveNumbers && bare.chars().allMatch(c -> c == '.' || Character.isDigit(c))
        ? bare.substring(0, bare.lastIndexOf('.'))
        : bare;
  }

  /** Addresses that name no host anybody could look for. */
  private static boolean isNobody(String address) {
    return address.startsWith("0.")
        || address.startsWith("127.")
        || address.startsWith("255.255.")
        || address.equals("::")
        || address.equals("::1");
  }

  private static Observable domain(String piece) {
    int end = 0;
    while (end < piece.length() && "/:?#".indexOf(piece.charAt(end)) < 0) {
      end++;
    }
    var name = piece.substring(0, end);
    int dot = name.lastIndexOf('.');
    if (dot <= 0) {
      return null;
    }
    var last = name.substring(dot + 1);
    boolean shouted = last.equals(last.toUpperCase(Locale.ROOT));
    boolean sentence =
        !last.equals(last.toLowerCase(Locale.ROOT))
            && !(shouted && name.equals(name.toUpperCase(Locale.ROOT)));
    boolean file = FILE_ENDINGS.contains(last.toLowerCase(Locale.ROOT)) && name.indexOf('.') == dot;
    return sentence || file ? null : Observable.domain(name);
  }

  private String before(int at) {
    return text.substring(Math.max(0, at - CONTEXT), at);
  }

  private void keep(Observable observed, int start, int end) {
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
