package dev.demarc.inventory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account, an address range or a resource, and who answers for it.
 *
 * @param value the account id, the prefix, the ARN, instance id, bucket or host name, the pattern,
 *     or the tag
 * @param owner null where nobody is known
 * @param resource what it belongs to: an ARN, or an instance or a bucket by its own name; null
 *     where it stands for nothing but itself
 * @param validFrom null where it always was
 * @param validUntil null where no end is known
 * @param contacts besides the first
 * @param tags {@code name=value}
 * @param source the import that it came by; null where somebody entered it
 * @param ownerBy the tag or account that the owner follows from; null where it is its own
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
    String changedBy,
    String alias,
    List<String> contacts,
    String environment,
    String criticality,
    List<String> tags,
    String source,
    @Nullable String ownerBy) {

  /** The same with an owner that follows from another entry. */
  InventoryEntry ownedBy(String other, String by) {
    return new InventoryEntry(
        id,
        kind,
        value,
        other,
        contact,
        accountId,
        service,
        region,
        resource,
        validFrom,
        validUntil,
        changedAt,
        changedBy,
        alias,
        contacts,
        environment,
        criticality,
        tags,
        source,
        by);
  }

  /** Its tags, and environment and criticality as if they were some. */
  List<String> allTags() {
    var all = new ArrayList<String>();
    if (environment != null) {
      all.add("environment=" + environment);
    }
    if (criticality != null) {
      all.add("criticality=" + criticality);
    }
    all.addAll(tags);
    return all;
  }

  public enum Kind {
    ACCOUNT,
    RANGE,
    RESOURCE,
    /** All resources whose ARN fits. */
    PATTERN,
    /** All that has the tag and no owner of its own. */
    TAG;

    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** A tag where it is written as one; null where the value tells what it is. */
    public static @Nullable Kind ofTyped(String value) {
      return value != null && value.matches("[^:/*?.]+=.*") ? TAG : null;
    }

    public static Optional<Kind> of(String text) {
      return Arrays.stream(values()).filter(k -> k.slug().equalsIgnoreCase(text)).findFirst();
    }
  }
}
