package dev.demarc.responsibility;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The IPv4 ranges that AWS publishes, for addresses that a report only writes in its text. What the
 * inventory says of an address comes first; it knows newer versions of the ranges.
 */
final class ServiceAddresses {

  /** A published range, first and last address as numbers. */
  private record Range(long first, long last, String prefix, String service) {}

  /** Where an address lies. */
  public record Found(String prefix, String service) {}

  private static final Set<String> SAYS_NOTHING = Set.of("AMAZON");

  /** SES publishes the pool it sends from in the SPF record of amazonses.com only. */
  private static final List<String> SES_POOL =
      List.of(
          "54.240.0.0/18",
          "54.240.64.0/19",
          "54.240.96.0/19",
          "69.169.224.0/20",
          "76.223.128.0/19",
          "76.223.176.0/20",
          "23.249.208.0/20",
          "23.251.224.0/19",
          "199.127.232.0/22",
          "199.255.192.0/22");

  private static final class Shipped {
    static final ServiceAddresses RANGES = read();
  }

  /** The ranges by their first sixteen bits, so that a look-up reads few of them. */
  private final Map<Integer, List<Range>> ranges = new HashMap<>();

  private ServiceAddresses() {}

  static ServiceAddresses shipped() {
    return Shipped.RANGES;
  }

  private static ServiceAddresses read() {
    var addresses = new ServiceAddresses();
    SES_POOL.forEach(prefix -> addresses.add(prefix, "SES"));
    try (var in = ServiceAddresses.class.getResourceAsStream("/aws-ip-ranges.json.gz");
        JsonParser parser = new JsonFactory().createParser(new GZIPInputStream(in))) {
      String prefix = null;
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          prefix = null;
        } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
          if ("ip_prefix".equals(parser.currentName())) {
            prefix = parser.getText();
          } else if ("service".equals(parser.currentName()) && prefix != null) {
            addresses.add(prefix, parser.getText());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return addresses;
  }

  private void add(String prefix, String service) {
    int slash = prefix.indexOf('/');
    long address = number(prefix, 0, slash);
    int bits = Integer.parseInt(prefix.substring(slash + 1));
    if (address < 0 || SAYS_NOTHING.contains(service)) {
      return;
    }
    long last = address | (1L << (32 - bits)) - 1;
    var range = new Range(address, last, prefix, service);
    for (int high = (int) (address >> 16); high <= last >> 16; high++) {
      ranges.computeIfAbsent(high, h -> new ArrayList<>()).add(range);
    }
  }

  /** The narrowest range that holds the address; a service's own before EC2's. */
  Optional<Found> rangeOf(String text, int start, int end) {
    long address = number(text, start, end);
    Range best = null;
    for (Range range : ranges.getOrDefault((int) (address >> 16), List.of())) {
      if (range.first() <= address && address <= range.last() && isBetter(range, best)) {
        best = range;
      }
    }
    return Optional.ofNullable(best).map(r -> new Found(r.prefix(), r.service()));
  }

  private static boolean isBetter(Range range, @Nullable Range best) {
    if (best == null) {
      return true;
    }
    long size = range.last() - range.first();
    long bestSize = best.last() - best.first();
    return size < bestSize || size == bestSize && best.service().equals("EC2");
  }

  /** An IPv4 address as a number; -1 where the text is none. */
  private static long number(String text, int start, int end) {
    long number = 0;
    int part = -1;
    int parts = 0;
    for (int at = start; at <= end; at++) {
      char c = at < end ? text.charAt(at) : '.';
      if (c >= '0' && c <= '9') {
        part = Math.max(part, 0) * 10 + (c - '0');
      } else if (c == '.' && part >= 0 && part <= 255 && parts < 4) {
        number = number << 8 | part;
        part = -1;
        parts++;
      } else {
        return -1;
      }
      if (part > 255) {
        return -1;
      }
    }
    return parts == 4 ? number : -1;
  }
}
