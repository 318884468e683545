package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.IndicatorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value and what kind of thing it is, normalised as {@link dev.demarc.shared.Indicator} asks. */
public record Observable(IndicatorType type, String value) {

  private static final int LONGEST = 2_048;
  private static final Pattern HEX = Pattern.compile("(?i)[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Set<Integer> HASH_LENGTHS = Set.of(32, 40, 64);
  private static final Pattern INSTANCE = Pattern.compile("i-(?:[0-9a-f]{8}|[0-9a-f]{17})");
  private static final Pattern EC2_NAME =
      Pattern.compile(
          "ec2-(\\d{1,3}-\\d{1,3}-\\d{1,3}-\\d{1,3})\\.(?:[a-z0-9-]{1,30}\\.compute|compute-1)\\.amazonaws\\.com(?:\\.cn)?");

  private static final Pattern ACCESS_KEY = Pattern.compile("(?:AKIA|ASIA)[A-Z0-9]{16}");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}|\\d{4}-\\d{4}-\\d{4}");
  private static final Pattern ARN =
      Pattern.compile(
          "arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):(\\d{12}|aws|):([\\w/.:+=,@*$-]+)");
  private static final Pattern EMAIL_LOCAL =
      Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}");

  /** Classifies a value that stands alone, defanged or not; empty where it is no indicator. */
  public static Optional<Observable> of(@Nullable String stated) {
    if (stated == null || stated.length() > LONGEST) {
      return Optional.empty();
    }
    var value = Refanged.of(Text.withoutControls(stated)).strip();
    if (value.contains("://")) {
      return Optional.ofNullable(url(value));
    }
    var found = address(value);
    if (found == null) {
      found = range(value);
    }
    if (found == null) {
      found = aws(value);
    }
    if (found == null && ACCOUNT.matches(value)) {
      found = new Observable(IndicatorType.AWS_ACCOUNT, value.replace("-", ""));
    }
    if (found == null) {
      found = hash(value);
    }
    if (found == null) {
      found = value.contains("@") ? email(value) : domain(value);
    }
    return Optional.ofNullable(found);
  }

  static @Nullable Observable address(String text) {
    var address = NetworkAddress.of(text);
    if (address == null) {
      return null;
    }
    return new Observable(
        address.indexOf(':') >= 0 ? IndicatorType.IPV6 : IndicatorType.IPV4, address);
  }

  static @Nullable Observable url(String text) {
    var url = WebAddress.of(text);
    return url == null || url.whole().length() > LONGEST
        ? null
        : new Observable(IndicatorType.URL, url.whole());
  }

  public static @Nullable Observable email(@Nullable String text) {
    var address = AddrSpec.of(text);
    if (address == null) {
      return null;
    }
    int at = address.lastIndexOf('@');
    var domain = DomainName.of(address.substring(at + 1));
    return domain == null || !EMAIL_LOCAL.matches(address.substring(0, at))
        ? null
        : new Observable(IndicatorType.EMAIL, address.substring(0, at) + "@" + domain);
  }

  static @Nullable Observable domain(String text) {
    var domain = DomainName.of(text);
    return domain == null ? null : new Observable(IndicatorType.DOMAIN, domain);
  }

  static @Nullable Observable hash(String text) {
    if (!HASH_LENGTHS.contains(text.length())
        || !HEX.matches(text)
        || text.chars().allMatch(Character::isDigit)) {
      return null;
    }
    var type =
        switch (text.length()) {
          case 32 -> IndicatorType.MD5;
          case 40 -> IndicatorType.SHA1;
          default -> IndicatorType.SHA256;
        };
    return new Observable(type, text.toLowerCase(Locale.ROOT));
  }

  static String domainOf(String mailbox) {
    return mailbox.substring(mailbox.lastIndexOf('@') + 1);
  }

  /** Of a URL. */
  private WebAddress webAddress() {
    return Objects.requireNonNull(WebAddress.of(value), "a URL that was read before");
  }

  /** The host of a URL, the domain of a mailbox, a domain itself; else null. */
  @Nullable String host() {
    return switch (type) {
      case DOMAIN -> value;
      case EMAIL -> domainOf(value);
      case URL -> webAddress().host();
      default -> null;
    };
  }

  /**
   * A whole network in its prefix form, or from its first to its last address; null for anything
   * else.
   */
  static @Nullable Observable range(String text) {
    var range = NetworkAddress.rangeOf(text);
    if (range != null) {
      return new Observable(IndicatorType.RANGE, range);
    }
    var span = AddressSpan.at(text, 0);
    return span != null && span.end() == text.length() && span.values().size() == 1
        ? span.values().get(0)
        : null;
  }

  /** Identifiers that only AWS gives out; not bare account ids, which look like any number. */
  static @Nullable Observable aws(String text) {
    if (ARN.matches(text)) {
      return new Observable(IndicatorType.ARN, text);
    }
    if (INSTANCE.matches(text)) {
      return new Observable(IndicatorType.EC2_INSTANCE, text);
    }
    return ACCESS_KEY.matches(text) ? new Observable(IndicatorType.ACCESS_KEY, text) : null;
  }

  /** What this one names beside itself: the host of a URL, the account of an ARN, the bucket. */
  List<Observable> implied() {
    return switch (type) {
      case URL -> ofUrl();
      case ARN -> ofArn();
      case DOMAIN -> ofDomain();
      default -> List.of();
    };
  }

  /** A public host name of EC2 says the address. */
  private List<Observable> ofDomain() {
    var named = EC2_NAME.matcher(value);
    var address = named.matches() ? address(named.group(1).replace('-', '.')) : null;
    return address == null ? bucket(WebAddress.bucketOf(value, "")) : List.of(address);
  }

  private List<Observable> ofUrl() {
    var url = webAddress();
    var bucket = WebAddress.bucketOf(url.host(), url.path());
    if (url.scheme().equals("s3")) {
      return bucket(url.host());
    }
    var all = new ArrayList<Observable>();
    var host = address(url.host());
    host = host == null ? domain(url.host()) : host;
    if (host != null) {
      all.add(host);
      all.addAll(host.implied());
    }
    all.addAll(bucket(bucket));
    return all;
  }

  private List<Observable> ofArn() {
    var parts = value.split(":", 6);
    var all = new ArrayList<Observable>();
    if (ACCOUNT.matches(parts[4])) {
      all.add(new Observable(IndicatorType.AWS_ACCOUNT, parts[4]));
    }
    if (parts[2].equals("s3")) {
      all.addAll(bucket(parts[5].split("/", 2)[0]));
    }
    var last = parts[5].substring(parts[5].lastIndexOf('/') + 1);
    if (parts[2].equals("ec2") && INSTANCE.matches(last)) {
      all.add(new Observable(IndicatorType.EC2_INSTANCE, last));
    }
    return all;
  }

  private static List<Observable> bucket(@Nullable String name) {
    return name == null || !WebAddress.isBucketName(name)
        ? List.of()
        : List.of(new Observable(IndicatorType.S3_BUCKET, name));
  }
}
