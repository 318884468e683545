package dev.demarc.inventory;

import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.shared.Arn;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.NetworkPrefix;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody registers. An instance or a bucket that is given by its ARN is registered by its
 * own name, as reports name it; what else the ARN says fills what is left open.
 *
 * @param kind null where the value tells: twelve digits an account, a prefix a range, an ARN with
 *     {@code *} or {@code ?} a pattern, else a resource
 * @param owner null where it follows from a tag or the account
 * @param resource the ARN or instance id of what a range or a name belongs to, where reports about
 *     the one are about the other; null where it stands for nothing but itself
 */
public record NewEntry(
    @Nullable Kind kind,
    @Nullable String value,
    @Nullable String owner,
    @Nullable String contact,
    @Nullable String accountId,
    @Nullable String service,
    @Nullable String region,
    @Nullable String resource,
    @Nullable Instant validFrom,
    @Nullable Instant validUntil,
    Traits traits) {

  private static final int LONGEST = 500;
  private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{8,17}");

  /** Of which nothing more is said. */
  public NewEntry(
      Kind kind,
      String value,
      String owner,
      @Nullable String contact,
      @Nullable String accountId,
      @Nullable String service,
      @Nullable String region,
      @Nullable String resource,
      @Nullable Instant validFrom,
      @Nullable Instant validUntil) {
    this(
        kind,
        value,
        owner,
        contact,
        accountId,
        service,
        region,
        resource,
        validFrom,
        validUntil,
        Traits.NOTHING);
  }

  // what the constructor has refused is not there

  @Override
  public Kind kind() {
    return Objects.requireNonNull(kind);
  }

  @Override
  public String value() {
    return Objects.requireNonNull(value);
  }

  /**
   * @throws Problem INVALID naming the field
   */
  public NewEntry {
    traits = traits == null ? Traits.NOTHING : traits;
    value = required("value", value);
    owner = short500("owner", owner);
    contact = address(short500("contact", contact));
    accountId = short500("accountId", accountId);
    service = short500("service", service);
    region = short500("region", region);
    kind = kind == null ? kindOf(value) : kind;
    var arn = kind == Kind.RESOURCE ? Arn.of(value).orElse(null) : null;
    if (arn != null && arn.ownName().isPresent()) {
      value = arn.ownName().get();
      accountId = accountId == null ? TypedText.orNull(arn.accountId()) : accountId;
      region = region == null ? TypedText.orNull(arn.region()) : region;
      service = service == null ? arn.service().toUpperCase(Locale.ROOT) : service;
    }
    value = normal(kind, value);
    if (owner == null && (kind == Kind.TAG || kind == Kind.PATTERN)) {
      throw Problem.invalid("owner", "is needed");
    }
    resource = thing(kind, value, short500("resource", resource));
    if (kind == Kind.ACCOUNT) {
      accountId = value;
    }
    if (accountId != null && !accountId.matches("[0-9]{12}")) {
      throw Problem.invalid("accountId", "an AWS account has twelve digits");
    }
    requireInCalendar("validFrom", validFrom);
    requireInCalendar("validUntil", validUntil);
    if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
      throw Problem.invalid("validUntil", "must be after validFrom");
    }
  }

  private static Kind kindOf(String value) {
    if (value.matches("[0-9]{12}")) {
      return Kind.ACCOUNT;
    }
    if (ArnPattern.is(value)
        && Arn.of(value)
            .flatMap(Arn::ownName)
            .filter(name -> !name.matches(".*[*?].*"))
            .isEmpty()) {
      return Kind.PATTERN;
    }
    return NetworkPrefix.of(value) == null ? Kind.RESOURCE : Kind.RANGE;
  }

  private static String normal(Kind kind, String value) {
    return switch (kind) {
      case ACCOUNT -> {
        if (!value.matches("[0-9]{12}")) {
          throw Problem.invalid("value", "an AWS account has twelve digits");
        }
        yield value;
      }
      case RANGE -> range(value);
      case PATTERN -> ArnPattern.require(value);
      case TAG -> tag(value);
      case RESOURCE -> value.startsWith("arn:") ? value : value.toLowerCase(Locale.ROOT);
    };
  }

  private static String range(String value) {
    var block = NetworkPrefix.of(value);
    if (block == null) {
      throw Problem.invalid("value", "must be an address range such as 203.0.113.0/24");
    }
    var whole = block.isPrefixed() ? block : block.toPrefixBlock(block.getBitCount());
    return whole.toPrefixBlock().toCanonicalString();
  }

  private static String tag(String value) {
    if (value.indexOf('=') < 1) {
      throw Problem.invalid("value", "must be name=value, as team=payments");
    }
    return value;
  }

  private static @Nullable String thing(Kind kind, String value, @Nullable String resource) {
    if (resource == null) {
      return null;
    }
    if (kind == Kind.ACCOUNT || kind == Kind.TAG || kind == Kind.PATTERN) {
      throw Problem.invalid("resource", "an account, a tag or a pattern belongs to no resource");
    }
    if (!INSTANCE.matcher(resource).matches() && Arn.of(resource).isEmpty()) {
      throw Problem.invalid("resource", "must be an ARN or an instance id such as i-0abc1234");
    }
    var named = Arn.of(resource).flatMap(Arn::ownName).orElse(resource);
    return named.equals(value) ? null : named;
  }

  private static @Nullable String address(@Nullable String contact) {
    if (contact == null) {
      return null;
    }
    return EmailAddress.of(contact)
        .orElseThrow(() -> Problem.invalid("contact", "must be an e-mail address"))
        .value();
  }

  private static void requireInCalendar(String field, @Nullable Instant time) {
    if (time != null && !DatabaseTimes.has(time)) {
      throw Problem.invalid(field, "must be in a year from 1 to 9999");
    }
  }

  private static String required(String field, @Nullable String text) {
    var clean = short500(field, text);
    if (clean == null) {
      throw Problem.invalid(field, "is needed");
    }
    return clean;
  }

  private static @Nullable String short500(String field, @Nullable String text) {
    return TypedText.orNull(TypedText.atMost(LONGEST, field, text));
  }
}
