package dev.demarc.inventory;

import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddressString;
import java.time.Instant;
import java.util.Locale;

/**
 * What somebody registers.
 *
 * @param kind null where the value tells: twelve digits an account, a prefix a range, else a
 *     resource
 */
public record NewEntry(
    Kind kind,
    String value,
    String owner,
    String contact,
    String accountId,
    String service,
    String region,
    Instant validFrom,
    Instant validUntil) {

  private static final int LONGEST = 500;

  /**
   * @throws Problem INVALID naming the field
   */
  public NewEntry {
    value = required("value", value);
    owner = required("owner", owner);
    contact = short500("contact", contact);
    accountId = short500("accountId", accountId);
    service = short500("service", service);
    region = short500("region", region);
    kind = kind == null ? kindOf(value) : kind;
    value = normal(kind, value);
    if (kind == Kind.ACCOUNT) {
      accountId = value;
    }
    if (accountId != null && !accountId.matches("[0-9]{12}")) {
      throw Problem.invalid("accountId", "an AWS account has twelve digits");
    }
    if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
      throw Problem.invalid("validUntil", "must be after validFrom");
    }
  }

  private static Kind kindOf(String value) {
    if (value.matches("[0-9]{12}")) {
      return Kind.ACCOUNT;
    }
    boolean address = new IPAddressString(value).isIPAddress();
    return address ? Kind.RANGE : Kind.RESOURCE;
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
      case RESOURCE -> value.startsWith("arn:") ? value : value.toLowerCase(Locale.ROOT);
    };
  }

  private static String range(String value) {
    try {
      var block = new IPAddressString(value).toAddress();
      if (block == null || block.isMultiple() && !block.isPrefixed()) {
        throw Problem.invalid("value", "must be an address range such as 203.0.113.0/24");
      }
      var whole = block.isPrefixed() ? block : block.toPrefixBlock(block.getBitCount());
      return whole.toPrefixBlock().toCanonicalString();
    } catch (AddressStringException e) {
      throw Problem.invalid("value", "must be an address range such as 203.0.113.0/24");
    }
  }

  private static String required(String field, String text) {
    var clean = short500(field, text);
    if (clean == null) {
      throw Problem.invalid(field, "is needed");
    }
    return clean;
  }

  private static String short500(String field, String text) {
    var clean = TypedText.clean(text);
    if (clean != null && clean.length() > LONGEST) {
      throw Problem.invalid(field, "must have at most 500 characters");
    }
    return clean == null || clean.isBlank() ? null : clean;
  }
}
