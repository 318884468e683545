package dev.demarc.shared;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who holds something that a report names, as of the time of the event.
 *
 * @param indicator what the report names
 * @param known by what it is known
 * @param match the account, resource or prefix that matched, for people
 * @param owner the team or customer that answers for it; null where only AWS's ranges know it, or
 *     the inventory knows no more than its account
 * @param accountId null where not known
 * @param service the AWS service, as the inventory or AWS's ranges name it (EC2, CLOUDFRONT, ...);
 *     null where not known
 * @param region null where not known
 * @param resource what it belongs to by the inventory, where it is another name of that: an ARN, or
 *     an instance or a bucket by its own name; null else
 * @param tags that the inventory has of it and of its account, as {@code environment=production}
 */
public record Holding(
    Indicator indicator,
    Known known,
    @Nullable String match,
    @Nullable String owner,
    @Nullable String accountId,
    String service,
    @Nullable String region,
    @Nullable String resource,
    List<String> tags) {

  /** Ranges of AWS's whose addresses single customers hold. */
  private static final Set<String> CUSTOMERS =
      Set.of("EC2", "EBS", "WORKSPACES_GATEWAYS", "GLOBALACCELERATOR");

  public Holding {
    tags = List.copyOf(tags);
  }

  /** Without tags. */
  public Holding(
      Indicator indicator,
      Known known,
      String match,
      @Nullable String owner,
      @Nullable String accountId,
      String service,
      @Nullable String region,
      @Nullable String resource) {
    this(indicator, known, match, owner, accountId, service, region, resource, List.of());
  }

  /**
   * Whether many customers share it: an edge of a content network, a pool that mail is sent from,
   * the addresses of a storage service.
   */
  public boolean isSharedByCustomers() {
    return known == Known.AWS_RANGES && !CUSTOMERS.contains(service);
  }

  /** What knows the holder. */
  public enum Known {
    /** An account, range or resource that people registered. */
    INVENTORY,
    /** An address range that AWS publishes as its own. */
    AWS_RANGES
  }
}
