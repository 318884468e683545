package dev.demarc.inventory;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.demarc.shared.NetworkPrefix;
import inet.ipaddr.Address;
import inet.ipaddr.format.util.AssociativeAddressTrie;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The address ranges that AWS publishes as {@code ip-ranges.json}, in one version. Longest prefix
 * match; a range of a named service counts before one that says AMAZON only, and where AWS gives
 * one prefix to several services, the one that says most counts. Immutable.
 */
final class AwsRanges {

  /** One published range. */
  record Range(String prefix, String service, @Nullable String region) {}

  private static final String ANY_SERVICE = "AMAZON";
  private static final String COMPUTE = "EC2";
  private static final int MOST_BYTES = 40 * 1024 * 1024;
  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT);

  private final IPv4AddressAssociativeTrie<Range> v4 = new IPv4AddressAssociativeTrie<>();
  private final IPv4AddressAssociativeTrie<Range> v4Any = new IPv4AddressAssociativeTrie<>();
  private final IPv6AddressAssociativeTrie<Range> v6 = new IPv6AddressAssociativeTrie<>();
  private final IPv6AddressAssociativeTrie<Range> v6Any = new IPv6AddressAssociativeTrie<>();
  private @Nullable Instant createdAt;
  private int size;

  private AwsRanges() {}

  /** The version that ships with Demarc. */
  static AwsRanges shipped() {
    try (var in = AwsRanges.class.getResourceAsStream("/aws-ip-ranges.json.gz")) {
      if (in == null) {
        throw new IllegalStateException("aws-ip-ranges.json.gz is missing: rebuild Demarc");
      }
      return parse(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param file the JSON that AWS publishes, compressed with gzip or not
   * @throws IllegalArgumentException where it is none; the message says why
   */
  static AwsRanges parse(byte[] file) {
    boolean gzip = file.length > 2 && file[0] == 0x1f && file[1] == (byte) 0x8b;
    try (InputStream in =
        gzip
            ? new GZIPInputStream(new ByteArrayInputStream(file))
            : new ByteArrayInputStream(file)) {
      var json = in.readNBytes(MOST_BYTES + 1);
      if (json.length > MOST_BYTES) {
        throw new IllegalArgumentException("the file of AWS's address ranges is too large");
      }
      var ranges = new AwsRanges();
      ranges.read(json);
      if (ranges.createdAt == null || ranges.size == 0) {
        throw new IllegalArgumentException("the file holds no address ranges of AWS");
      }
      return ranges;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the file of AWS's address ranges cannot be read: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file of AWS's address ranges cannot be read: " + e.getMessage(), e);
    }
  }

  private void read(byte[] json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      var entry = new HashMap<String, String>();
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          entry.clear();
        } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
          take(parser.currentName(), parser.getText(), entry);
        } else if (parser.currentToken() == JsonToken.END_OBJECT) {
          add(entry);
          entry.clear();
        }
      }
    }
  }

  private void take(String name, String value, Map<String, String> entry) {
    if ("createDate".equals(name)) {
      try {
        createdAt = LocalDateTime.parse(value, CREATED).toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException("createDate cannot be read: " + value, e);
      }
    } else if (name != null) {
      entry.put(name, value);
    }
  }

  private void add(Map<String, String> entry) {
    var prefix = entry.getOrDefault("ip_prefix", entry.get("ipv6_prefix"));
    if (prefix == null) {
      return;
    }
    var written = NetworkPrefix.of(prefix);
    if (written == null) {
      throw new IllegalArgumentException(
          "the file of AWS's address ranges has \"" + prefix + "\", which is no prefix");
    }
    var block = written.toPrefixBlock();
    var service = entry.getOrDefault("service", ANY_SERVICE);
    var range = new Range(prefix, service, entry.get("region"));
    boolean any = service.equals(ANY_SERVICE);
    if (block.isIPv4()) {
      put(any ? v4Any : v4, block.toIPv4(), range);
    } else {
      put(any ? v6Any : v6, block.toIPv6(), range);
    }
    size++;
  }

  private static <A extends Address> void put(
      AssociativeAddressTrie<A, Range> trie, A block, Range range) {
    var there = trie.get(block);
    if (there == null || saysMore(range.service(), there.service())) {
      trie.put(block, range);
    }
  }

  /** S3 runs on prefixes of EC2; CLOUDFRONT_ORIGIN_FACING is a part of CLOUDFRONT. */
  private static boolean saysMore(String service, String other) {
    if (service.equals(COMPUTE) || other.equals(COMPUTE)) {
      return !service.equals(COMPUTE);
    }
    return service.length() != other.length()
        ? service.length() > other.length()
        : service.compareTo(other) < 0;
  }

  Instant createdAt() {
    return Objects.requireNonNull(createdAt, "read with the file");
  }

  /** Empty for an address that is not AWS's, or text that is no address. */
  Optional<Range> rangeOf(String address) {
    var parsed = NetworkPrefix.addressOf(address);
    if (parsed == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(parsed.isIPv4() ? of(parsed.toIPv4()) : of(parsed.toIPv6()));
  }

  private @Nullable Range of(IPv4Address address) {
    var found = v4.longestPrefixMatchNode(address);
    var any = found == null ? v4Any.longestPrefixMatchNode(address) : found;
    return any == null ? null : any.getValue();
  }

  private @Nullable Range of(IPv6Address address) {
    var found = v6.longestPrefixMatchNode(address);
    var any = found == null ? v6Any.longestPrefixMatchNode(address) : found;
    return any == null ? null : any.getValue();
  }
}
