package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.NetworkPrefix;
import inet.ipaddr.IPAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that are written from the first to the last, {@code 192.0.2.16 - 192.0.2.31}: with a
 * dash, two dots, or a word between.
 *
 * @param end where it ends in the text
 * @param values the networks and addresses that it takes in: those that make it up, where these are
 *     few, else its first and last address
 */
record AddressSpan(int end, List<Observable> values) {

  /** Blanks and one line break, as in wrapped text. */
  private static final int MOST_BLANKS = 4;

  private static final int LONGEST_BETWEEN = 30;
  private static final int LONGEST_ADDRESS = 45;
  private static final int BEFORE = 48;

  /** More networks than this say less than the ends do. */
  private static final int FEW = 8;

  /** Two hosts of one network can be neighbours by chance: of up to four addresses. */
  private static final int NEIGHBOURS = 3;

  /** Bits that two ends have in common that are no exact network. */
  private static final int COMMON_V4 = 16;

  private static final int COMMON_V6 = 32;

  /** What stands between the ends of a range and of nothing else. */
  private static final Pattern CLEAR =
      Pattern.compile(
          "(?i)^\\s*(?:[-\u2010-\u2015\u2212~\u301C\uFF0D\uFF5E]|\\.{2,3}|\u2026|up to|through|thru"
              + "|bis|hasta(?: la)?|jusqu'[àa](?: la)?|at[ée](?: o)?|fino (?:a|al|alla)"
              + "|tot(?: en met)?|t/m|až(?: do)?|aż do|по|至)\\s*$");

  /** The same, or the way from one host to another. */
  private static final Pattern UNCLEAR =
      Pattern.compile("(?i)^\\s*(?:to|a|al|ao|à|au|do|до|到|から)\\s*$");

  /** Of what {@link #CLEAR} and {@link #UNCLEAR} find. */
  private static final String BEGINNINGS =
      "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212~\u301C\uFF0D\uFF5E.\u2026utbhjafdà" + "пд至到か";

  private static final String MASK_BEGINS = "255.";

  /** Larger networks are nobody's. */
  private static final int SHORTEST_PREFIX = 8;

  private static final Pattern MASK =
      Pattern.compile("^(?: ?/ ?|[ ,(]{1,2}[^\\d\\n]{0,24}[ :=])(255(?:\\.\\d{1,3}){3})\\b");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(?:\\b(?:ranges?|blocks?|subnets?|networks?|addresses|ips|prefix"
              + "|\\pL*bereich\\pL*|\\pL*netz\\pL*|adressen|plages?|blocs?|r[ée]seaux?|adresses"
              + "|rangos?|bloques?|red|subred|redes|direcciones|faixas?|intervalos?|blocos?|endereços"
              + "|intervall[oi]|blocc(?:o|hi)|ret[ei]|indirizzi|reeks|bereik|blok|adresreeks"
              + "|zakres\\pL*|sieć|sieci|adresy|adresów|rozsah\\pL*|sítě|sítí|adres"
              + ")|диапазон|блок|сет[ьи]|адрес(?:а|ов)|段|范围|範囲|帯|レンジ)[^\\d.]*$");

  private static final Pattern LISTED_BEFORE =
      Pattern.compile("[0-9a-fA-F][.:][0-9a-fA-F]{1,4}\\s*[-\u2013\u2014]\\s*$");

  /** {@code 192.0.2.16-31}, {@code 192.0.2.16-.31}. */
  private static final Pattern LAST_NUMBER =
      Pattern.compile("^[-\u2013](\\.)?(\\d{1,3})(?:[^\\w.:/@-]|[.,;:]?(?:\\s|$))");

  /**
   * @param start where the first address may begin
   * @return null where no range begins there
   */
  static @Nullable AddressSpan at(String text, int start) {
    int end = endOfAddress(text, start);
    var masked = masked(text, start, end);
    if (masked != null) {
      return masked;
    }
    var first = mayGoOn(text, end) ? address(text, start, end) : null;
    if (first == null) {
      return null;
    }
    var shorter = shorter(text, start, end, first);
    if (shorter != null) {
      return shorter;
    }
    int next = nextAddress(text, end);
    if (next < 0 || text.substring(end, next).isBlank()) {
      return null;
    }
    int to = endOfAddress(text, next);
    var last = address(text, next, to);
    if (last == null || to < text.length() && "/-@_%".indexOf(text.charAt(to)) >= 0) {
      return null;
    }
    var between = text.substring(end, next);
    boolean clear = CLEAR.matcher(between).find();
    if (!clear && !UNCLEAR.matcher(between).find() || isListed(text, start, to)) {
      return null;
    }
    return span(to, first, last, clear || isNamed(text, start));
  }

  /** {@code 192.0.2.16/255.255.255.240}, {@code 192.0.2.16 netmask 255.255.255.240}. */
  private static @Nullable AddressSpan masked(String text, int start, int end) {
    var behind = text.substring(end, Math.min(text.length(), end + LONGEST_BETWEEN + 16));
    if (!behind.contains(MASK_BEGINS)) {
      return null;
    }
    var mask = MASK.matcher(behind);
    var first = mask.find() ? address(text, start, end) : null;
    var bits = first == null ? null : address(mask.group(1), 0, mask.group(1).length());
    var length = bits == null ? null : bits.getBlockMaskPrefixLength(true);
    if (length == null || !Objects.requireNonNull(first).isIPv4() || length < SHORTEST_PREFIX) {
      return null;
    }
    var network = first.toZeroHost(length).setPrefixLength(length).toPrefixBlock();
    var range = Observable.range(network.toCanonicalString());
    return range == null ? null : new AddressSpan(end + mask.end(1), List.of(range));
  }

  /** A quick look: most addresses stand alone, and reading them takes long. */
  private static boolean mayGoOn(String text, int end) {
    int at = end;
    int most = Math.min(text.length(), end + MOST_BLANKS);
    while (at < most && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && BEGINNINGS.indexOf(Character.toLowerCase(text.charAt(at))) >= 0;
  }

  private static @Nullable AddressSpan shorter(String text, int start, int end, IPAddress first) {
    if (!first.isIPv4()) {
      return null;
    }
    if ("-\u2013".indexOf(text.charAt(end)) < 0) {
      return null;
    }
    var number = LAST_NUMBER.matcher(text.substring(end, Math.min(text.length(), end + 7)));
    if (!number.find()) {
      return null;
    }
    var network = text.substring(start, text.lastIndexOf('.', end - 1) + 1);
    var stated = network + number.group(2);
    var last = address(stated, 0, stated.length());
    boolean clear = number.group(1) != null || isNamed(text, start);
    return last == null ? null : span(end + number.end(2), first, last, clear);
  }

  /** Whether the dash only parts the addresses of a list. */
  private static boolean isListed(String text, int start, int end) {
    int next = nextAddress(text, end);
    boolean goesOn = next > 0 && CLEAR.matcher(text.substring(end, next)).find();
    return goesOn
        || LISTED_BEFORE.matcher(text.substring(Math.max(0, start - BEFORE), start)).find();
  }

  /**
   * @param told whether the words say that it is a range; else only an exact network is one
   */
  private static @Nullable AddressSpan span(
      int end, IPAddress first, IPAddress last, boolean told) {
    if (first.getIPVersion() != last.getIPVersion() || first.compareTo(last) >= 0) {
      return null;
    }
    var whole = whole(first, last);
    if (whole != null && (told || whole.getCount().bitLength() > NEIGHBOURS)) {
      var range = Observable.range(whole.toCanonicalString());
      return range == null ? null : new AddressSpan(end, List.of(range));
    }
    int common = first.isIPv4() ? COMMON_V4 : COMMON_V6;
    if (!told || !first.setPrefixLength(common).toPrefixBlock().contains(last)) {
      return null;
    }
    var parts = first.spanWithPrefixBlocks(last);
    var values =
        (parts.length <= FEW ? Arrays.stream(parts) : Arrays.stream(new IPAddress[] {first, last}))
            .map(AddressSpan::observable)
            .toList();
    return values.contains(null) ? null : new AddressSpan(end, values);
  }

  /** The network from the first to the last address, or that of which these are all the hosts. */
  private static @Nullable IPAddress whole(IPAddress first, IPAddress last) {
    var exact = first.spanWithPrefixBlocks(last);
    if (exact.length == 1 || first.isZero() || last.isMax()) {
      return exact.length == 1 ? exact[0] : null;
    }
    var hosts = first.increment(-1).spanWithPrefixBlocks(last.increment(1));
    return hosts.length == 1 ? hosts[0] : null;
  }

  private static @Nullable Observable observable(IPAddress part) {
    return part.isMultiple()
        ? Observable.range(part.toCanonicalString())
        : Observable.address(part.withoutPrefixLength().toCanonicalString());
  }

  private static boolean isNamed(String text, int start) {
    return NAMED.matcher(text.substring(Math.max(0, start - BEFORE), start)).find();
  }

  /** Where another address begins within a few words; -1 where none does. */
  private static int nextAddress(String text, int from) {
    int blanks = 0;
    for (int i = from; i < Math.min(text.length(), from + LONGEST_BETWEEN); i++) {
      char c = text.charAt(i);
      blanks += Character.isWhitespace(c) ? 1 : 0;
      if (blanks > MOST_BLANKS * 2 || c == '>' || c == ';' || c == ',') {
        return -1;
      }
      boolean apart = i > from && !isHex(text.charAt(i - 1));
      if (apart && Character.digit(c, 16) >= 0 && address(text, i, endOfAddress(text, i)) != null) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0;
  }

  private static int endOfAddress(String text, int start) {
    int end = start;
    int most = Math.min(text.length(), start + LONGEST_ADDRESS);
    while (end < most && (isHex(text.charAt(end)) || ".:".indexOf(text.charAt(end)) >= 0)) {
      if (text.startsWith("..", end)) {
        return end;
      }
      end++;
    }
    while (end > start && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ':')) {
      if (text.startsWith("::", end - 2)) {
        break;
      }
      end--;
    }
    return end;
  }

  private static @Nullable IPAddress address(String text, int start, int end) {
    if (end - start < 3
        || end < text.length()
            && Character.isLetterOrDigit(text.charAt(end))
            && text.charAt(end) < 0x2E80) {
      return null;
    }
    var normal = NetworkAddress.of(text.substring(start, end));
    return normal == null ? null : NetworkPrefix.addressOf(normal);
  }
}
