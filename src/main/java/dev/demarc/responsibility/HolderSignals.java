package dev.demarc.responsibility;

import dev.demarc.shared.Holding;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it says that somebody holds what a report names. An address of EC2's ranges is some
 * customer's resource; one of a service's own infrastructure (an edge, a shared pool) is AWS's to
 * follow to the customer behind it; what the inventory knows is its owner's.
 */
final class HolderSignals {

  private static final double INVENTORY_TRUST = 2.5;
  private static final double RANGE_TRUST = 0.9;

  /** Ranges whose addresses single customers hold. */
  private static final Set<String> CUSTOMERS = Set.of("EC2", "EBS", "WORKSPACES_GATEWAYS");

  private static final String NO_SERVICE = "AMAZON";

  private HolderSignals() {}

  /**
   * @param things what the report names by itself; a name says more than an address
   */
  static List<NamedThing> in(AssessmentContext known, List<NamedThing> things, Signals signals) {
    var held = new ArrayList<NamedThing>();
    var account = known.answers().get(OpenQuestion.ACCOUNT);
    if (account != null) {
      held.add(says("account " + account, null, 0, signals.named("customer-named")));
    }
    var looked = known.holdings().stream().map(h -> h.indicator().value()).toList();
    things.removeIf(t -> looked.stream().anyMatch(v -> t.evidence().startsWith(v + " in ")));
    boolean named = account != null || things.stream().anyMatch(t -> isCustomers(t.signal()));
    for (Holding holding : known.holdings()) {
      if (holding.known() == Holding.Known.INVENTORY) {
        held.add(inventory(holding, signals));
        named = true;
      }
    }
    for (Holding holding : known.holdings()) {
      if (holding.known() == Holding.Known.AWS_RANGES
          && holding.indicator().role() != Role.TARGET
          && !NO_SERVICE.equals(holding.service())) {
        held.add(range(holding, named, signals));
      }
    }
    return held;
  }

  /** An address in the text that nobody looked up, by the ranges that AWS publishes. */
  static NamedThing published(String address, ServiceAddresses.Found found, Signals signals) {
    var evidence = address + " in " + found.prefix() + " (" + found.service() + ")";
    var signal =
        CUSTOMERS.contains(found.service()) ? "customer-address" : "shared-service-address";
    return says(evidence, found.service(), RANGE_TRUST, signals.named(signal));
  }

  private static boolean isCustomers(@Nullable Signal signal) {
    return signal != null && signal.heldByCustomer();
  }

  private static NamedThing inventory(Holding holding, Signals signals) {
    var evidence = holding.match() + " is held by " + holder(holding);
    return says(evidence, holding.service(), INVENTORY_TRUST, signals.named("inventory-holder"));
  }

  private static String holder(Holding holding) {
    return holding.owner() == null ? "account " + holding.accountId() : holding.owner();
  }

  private static NamedThing range(Holding holding, boolean named, Signals signals) {
    var evidence =
        holding.indicator().value() + " in " + holding.match() + " (" + holding.service() + ")";
    if (CUSTOMERS.contains(holding.service())) {
      return says(evidence, holding.service(), RANGE_TRUST, signals.named("customer-address"));
    }
    return named || holding.indicator().role() != Role.SOURCE
        ? NamedThing.ofService(evidence, holding.service(), RANGE_TRUST)
        : says(evidence, holding.service(), RANGE_TRUST, signals.named("shared-service-address"));
  }

  private static NamedThing says(
      String evidence, @Nullable String service, double trust, Signal signal) {
    return new NamedThing(evidence, service, trust, signal);
  }
}
