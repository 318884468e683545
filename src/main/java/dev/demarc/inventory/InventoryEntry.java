package dev.demarc.inventory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An account, an address range or a resource, and who answers for it.
 *
 * @param value the account id, the prefix, or the ARN, instance id, bucket or host name
 * @param resource what it belongs to: an ARN, or an instance or a bucket by its own name; null
 *     where it stands for nothing but itself
 * @param validFrom null where it always was
 * @param validUntil null where no end is known
 */
public record InventoryEntry(
    UUID id,
    Kind kind,
    String value,
    String owner,
    String contact,
    String accountId,
    String service,
    String region,
    String resource,
    Instant validFrom,
    Instant validUntil,
    Instant changedAt,
    String changedBy) {

  public enum Kind {
    ACCOUNT,
    RANGE,
    RESOURCE;

    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String text) {
      return Arrays.stream(values()).filter(k -> k.slug().equalsIgnoreCase(text)).findFirst();
    }
  }
}
