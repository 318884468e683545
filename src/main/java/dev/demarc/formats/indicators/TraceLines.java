package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Received fields (RFC 5321 section 4.4) that a text quotes, the newest first. The first server
 * that handed the mail over from outside is the source; fields below were written by whoever sent
 * it, and may be forged.
 */
final class TraceLines {

  private static final int MOST_LINES_UP = 4;
  private static final int LONGEST_HOP = 1_000;

  private static final Pattern HOP =
      Pattern.compile(
          "(?is)^received:\\s+from\\s+(?P<name>\\S+)(?P<comment>.{0,300}?)[\\s>]by\\s+(?P<by>[^\\s;]+)");

  private static final Pattern ADDRESS =
      Pattern.compile("(?i)[\\[(](?:IPv6:)?([0-9a-f]{0,4}[.:][0-9a-f.:]{3,42})[\\])]");

  private enum Kind {
    WITHIN,
    FROM_OUTSIDE,
    BEHIND
  }

  private record Hop(Kind kind, @Nullable String address) {}

  private final String text;
  private final Sentences sentences;

  /** By where the field begins; null where no such field begins. */
  private final Map<Integer, @Nullable Hop> hops = new HashMap<>();

  private boolean handedOver;

  TraceLines(String text, Sentences sentences) {
    this.text = text;
    this.sentences = sentences;
  }

  /** Null where it stands in no such field. */
  @Nullable Role role(int start, int end) {
    int field = fieldStart(sentences.lineStart(start));
    var hop = field < 0 ? null : hop(field);
    if (hop == null) {
      return null;
    }
    return switch (hop.kind()) {
      case WITHIN -> Role.BYSTANDER;
      case BEHIND -> Role.MENTIONED;
      case FROM_OUTSIDE ->
          text.substring(start, end).equals(hop.address()) ? Role.SOURCE : Role.BYSTANDER;
    };
  }

  private @Nullable Hop hop(int field) {
    if (!hops.containsKey(field)) {
      hops.put(field, read(field));
    }
    return hops.get(field);
  }

  private @Nullable Hop read(int field) {
    var found = HOP.matcher(text.substring(field, Math.min(text.length(), field + LONGEST_HOP)));
    if (!found.find()) {
      return null;
    }
    if (handedOver) {
      return new Hop(Kind.BEHIND, null);
    }
    var stated = ADDRESS.matcher(found.group("name") + found.group("comment"));
    var address = stated.find() ? stated.group(1) : null;
    var from = DomainName.of(found.group("name"));
    var by = DomainName.of(found.group("by").toLowerCase(Locale.ROOT));
    boolean within =
        address == null
            || NetworkAddress.isPrivate(address)
            || from != null && by != null && Correspondents.areKin(from, by);
    handedOver = !within;
    // what many customers of a provider send their mail by is none of theirs
    boolean shared = isShared(from) || isShared(commentName(found.group("comment")));
    return new Hop(within ? Kind.WITHIN : Kind.FROM_OUTSIDE, shared ? null : address);
  }

  /** The name that the receiving server looked up; null where it found none. */
  private static @Nullable String commentName(String comment) {
    var name = comment.strip().replaceFirst("^\\(", "").replaceFirst("[\\s\\[)].*", "");
    return DomainName.of(name);
  }

  private static boolean isShared(@Nullable String host) {
    return host != null && KnownHosts.isShared(new Observable(IndicatorType.DOMAIN, host));
  }

  /** Where the field begins that this line is of, folded or not; -1 where it is of none. */
  private int fieldStart(int lineStart) {
    int at = lineStart;
    for (int i = 0; i < MOST_LINES_UP; i++) {
      int words = at;
      while (words < text.length() && " \t>|".indexOf(text.charAt(words)) >= 0) {
        words++;
      }
      if (text.regionMatches(true, words, "Received:", 0, 9)) {
        return words;
      }
      if (at == 0 || words - at < 1) {
        return -1;
      }
      at = sentences.lineStart(at - 1);
    }
    return -1;
  }
}
