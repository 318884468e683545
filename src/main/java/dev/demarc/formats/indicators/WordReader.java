package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.IndicatorType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one word of a text names, from its form and, where that can be many things, its neighbours.
 */
final class WordReader {

  private static final int CONTEXT = 48;

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}|\\d{4}-\\d{4}-\\d{4}");
  private static final Pattern ACCOUNT_NEAR =
      Pattern.compile(
          "(?i)(aws|amazon|account|acct)[ _-]*(account)?["
              + " _-]*(id|no|number|#)?\\W*$|account\\W{1,4}$");
  private static final List<String> VERSION_WORDS =
      List.of("version", "release", "build", "firmware", " ver", " ver.", " v");

  /** {@code IPV4/UDP/192.0.2.1/5060}, of Asterisk. */
  private static final Pattern TRANSPORT = Pattern.compile("IPV[46]/[A-Z]{2,5}/$");

  /** Endings that are top-level domains, but in a report nearly always those of files or code. */
  private static final Set<String> FILE_ENDINGS =
      Set.of(
          "sh", "py", "pl", "pm", "rs", "so", "md", "zip", "mov", "cc", "ps", "java", "id", "name",
          "map", "bat");

  private final String text;

  /** A log names one address thousands of times. */
  private final Map<String, Observable> known = new HashMap<>();

  WordReader(String text) {
    this.text = text;
  }

  /** Null where it is no link that leads anywhere. */
  Observable link(String word) {
    return known.computeIfAbsent(word, Observable::url);
  }

  /**
   * @param start where the word stands in the text
   * @return null where it names nothing
   */
  @Nullable Observable read(String piece, int start) {
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
    var address = address(SlashedPort.without(piece, text, start), start);
    if (address == null && piece.indexOf('/') > 0) {
      address = range(piece);
    }
    if (address != null) {
      return address;
    }
    var hash = Observable.hash(piece);
    return hash == null ? domain(piece) : hash;
  }

  private @Nullable Observable address(String piece, int start) {
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

  private @Nullable Observable range(String piece) {
    var observed = Observable.range(piece);
    return observed == null || isNobody(observed.value()) ? null : observed;
  }

  /** {@code a::b} parses as an address, but people who write it mean code. */
  private static boolean looksMeant(String address) {
    return address.chars().filter(c -> c != ':').count() >= 4
        && address.chars().anyMatch(Character::isDigit);
  }

  /** {@code version 1.2.3.4}, {@code Chrome/12.0.4.1}. */
  boolean isVersion(int start) {
    if (start > 1 && text.charAt(start - 1) == '/') {
      return !TRANSPORT.matcher(before(start)).find() && Character.isLetter(text.charAt(start - 2));
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
  static boolean isNobody(String address) {
    return address.startsWith("0.")
        || address.startsWith("127.")
        || address.startsWith("255.255.")
        || address.equals("::")
        || address.equals("::1");
  }

  private static @Nullable Observable domain(String piece) {
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
}
