package dev.demarc.finding.filter;

import com.google.re2j.Pattern;
import dev.demarc.finding.filter.IndexLookup.Addresses;
import dev.demarc.finding.filter.IndexLookup.CaseKeyed;
import dev.demarc.finding.filter.IndexLookup.CaseNumber;
import dev.demarc.finding.filter.IndexLookup.HostsBelow;
import dev.demarc.finding.filter.IndexLookup.Reporter;
import dev.demarc.finding.filter.IndexLookup.ReporterDomain;
import dev.demarc.finding.filter.IndexLookup.Term;
import dev.demarc.finding.filter.IndexLookup.ValuePrefix;
import dev.demarc.finding.filter.IndexLookup.Values;
import dev.demarc.formats.indicators.NetworkAddress;
import dev.demarc.formats.indicators.Observable;
import dev.demarc.formats.indicators.Refanged;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a word may mean as an indicator, an AWS name or a case, in any spelling. Pure. */
public final class SpelledIndicator {

  /** What a value of an index may hold. */
  private static final int LONGEST = 600;

  private static final Pattern SPACED_DOT = Pattern.compile("(?i)\\s+(?:\\.|dot)\\s+");
  private static final Pattern SPACED_AT = Pattern.compile("(?i)\\s+(?:@|at)\\s+");
  private static final Pattern OTHER_DOT =
      Pattern.compile(
          "(?i)[\\x{3002}\\x{FF61}\\x{2024}]|_dot_|-dot-|<\\.>|<dot>|\\\\\\.|\\[\\.|\\.\\]");
  private static final Pattern OTHER_AT = Pattern.compile("(?i)<at>|_at_|<@>");
  private static final Pattern OTHER_SCHEME =
      Pattern.compile("(?i)^h[tx*]{2}p(s?)(?::\\\\\\\\|:/+|\\[:\\]/+|\\[:/+\\]|://)");

  private static final Pattern CASE_KEY = Pattern.compile("(?i)\\[?dm-(\\d{4})-(\\d{1,12})\\]?");
  private static final Pattern NUMBER = Pattern.compile("#?(\\d{1,12})");
  private static final Pattern OCTETS =
      Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3}))?(?:\\.(\\d{1,3}))?\\.?\\*?(?:\\.\\*)*");
  private static final Pattern HEXTETS =
      Pattern.compile("(?i)([0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6}):\\*?");
  private static final Pattern HOST =
      Pattern.compile("[\\pL\\pN_-]+(?:\\.[\\pL\\pN_-]+)*\\.[\\pL][\\pL\\pN-]+");

  private final Set<IndexLookup> finds = new LinkedHashSet<>();

  private SpelledIndicator() {}

  /** Empty where it is a word like any other. */
  public static List<IndexLookup> of(String typed) {
    var read = new SpelledIndicator();
    if (typed.length() <= LONGEST) {
      read.read(plain(typed));
    }
    return List.copyOf(read.finds);
  }

  /** Whether such an indicator is meant, and no word: for a filter that names one. */
  public static List<IndexLookup> named(String typed) {
    var found = new ArrayList<>(of(typed));
    var plain = plain(typed);
    var cut = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    found.removeIf(f -> f instanceof CaseNumber || f instanceof CaseKeyed || f instanceof Reporter);
    found.add(new Values(List.of(cut)));
    return List.copyOf(found);
  }

  public static String plain(String typed) {
    var text = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
    text = OTHER_SCHEME.matcher(text).replaceFirst("http$1://");
    text = Refanged.of(text);
    text = SPACED_AT.matcher(SPACED_DOT.matcher(text).replaceAll(".")).replaceAll("@");
    text = OTHER_AT.matcher(OTHER_DOT.matcher(text).replaceAll(".")).replaceAll("@");
    return without(text.strip());
  }

  /** What stands around an address in a text. */
  private static String without(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && "<(\"'".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && ">)\"',;!?".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }

  private void read(String text) {
    caseOf(text);
    var address = NetworkAddress.of(text);
    var range = NetworkAddress.rangeOf(text);
    if (address != null) {
      finds.add(new Values(with(address, NetworkAddress.rangesAround(address))));
    } else if (range != null) {
      range(range);
    } else if (!beginningOfAddress(text)) {
      other(text);
    }
  }

  private void caseOf(String text) {
    var key = CASE_KEY.matcher(text);
    if (key.matches()) {
      long number = Long.parseLong(key.group(2));
      finds.add(new CaseKeyed(String.format(Locale.ROOT, "DM-%s-%06d", key.group(1), number)));
    }
    var number = NUMBER.matcher(text);
    if (number.matches()) {
      finds.add(new CaseNumber(Long.parseLong(number.group(1))));
    }
  }

  private void range(String range) {
    finds.add(new Addresses(range, NetworkAddress.lastOf(range)));
    finds.add(new Values(NetworkAddress.rangesAround(range)));
  }

  /** {@code 203.0.113.} and {@code 203.0.*}, {@code 2001:db8:}. */
  private boolean beginningOfAddress(String text) {
    var octets = OCTETS.matcher(text);
    if (octets.matches() && (octets.group(3) != null || text.endsWith(".") || text.endsWith("*"))) {
      var whole = new StringBuilder(octets.group(1));
      int given = 1;
      for (int i = 2; i <= 3; i++) {
        given += octets.group(i) == null ? 0 : 1;
        whole.append('.').append(octets.group(i) == null ? "0" : octets.group(i));
      }
      var range = NetworkAddress.rangeOf(whole + ".0/" + 8 * given);
      if (range != null) {
        range(range);
      }
      return range != null;
    }
    var hextets = HEXTETS.matcher(text);
    if (hextets.matches()) {
      int given = hextets.group(1).split(":").length;
      var range = NetworkAddress.rangeOf(hextets.group(1) + "::/" + 16 * given);
      if (range != null) {
        range(range);
      }
      return range != null;
    }
    return false;
  }

  private void other(String text) {
    if (text.startsWith("*.") || text.startsWith("*@") || text.startsWith("@")) {
      var host = text.replaceFirst("^\\*?[.@]", "").toLowerCase(Locale.ROOT);
      finds.add(new HostsBelow(host));
      finds.add(new ReporterDomain(host));
      return;
    }
    if (text.endsWith("*") && text.length() > 3) {
      var beginning = text.substring(0, text.length() - 1);
      finds.add(new ValuePrefix(beginning));
      finds.add(new ValuePrefix(beginning.toLowerCase(Locale.ROOT)));
      return;
    }
    var found = Observable.of(text);
    if (found.isPresent()) {
      observed(found.get());
    } else if (text.regionMatches(true, 0, "arn:", 0, 4) && text.length() > 8) {
      finds.add(new ValuePrefix(text));
    } else if (HOST.matches(text)) {
      finds.add(new HostsBelow(text.toLowerCase(Locale.ROOT)));
    } else if (text.length() >= 3) {
      // the name of a bucket, an instance, a table
      finds.add(new Values(List.of(text)));
    }
  }

  private void observed(Observable found) {
    var value =
        found.value().length() > LONGEST ? found.value().substring(0, LONGEST) : found.value();
    switch (found.type()) {
      case DOMAIN -> finds.add(new HostsBelow(value));
      case URL, ARN -> finds.add(new ValuePrefix(value));
      case EMAIL -> {
        finds.add(new Values(with(value, List.of(value.toLowerCase(Locale.ROOT)))));
        finds.add(new Reporter(value.toLowerCase(Locale.ROOT), false));
      }
      case AWS_ACCOUNT -> {
        finds.add(new Values(List.of(value)));
        finds.add(new Term("account:" + value));
      }
      default -> finds.add(new Values(List.of(value)));
    }
  }

  private static List<String> with(String first, List<String> others) {
    var all = new LinkedHashSet<String>();
    all.add(first);
    all.addAll(others);
    return List.copyOf(all);
  }
}
