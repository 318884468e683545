package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.ServiceClass;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.shared.Category;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something a report can say, and the layers it points at.
 *
 * @param category what it makes the report about; null where it says nothing of that
 * @param layers the first that the service has is pointed at
 * @param heldByCustomer whether the first layer that the customer can change is meant instead
 * @param also layers lit beside it, which do not weigh
 * @param weight log-odds for the side of the layer, above 0
 * @param any the meaning of its phrases in the index; -1 where it has none
 * @param all concepts that must stand together in one sentence
 * @param window the most words from the first to the last of them
 * @param given concepts that must stand anywhere in the report
 * @param unless concepts that silence it
 * @param classes the service classes it is about; empty for all
 * @param general whether it says only what a report is about and not what happened: by itself it
 *     routes nothing
 * @param kind whether it tells what kind of message it is, before anything is looked up
 * @param customerPart what the customer does beside AWS whose work it is, such as moving away in
 *     time; null where that is nothing
 */
record Signal(
    String name,
    @Nullable Category category,
    List<Layer> layers,
    boolean heldByCustomer,
    List<Layer> also,
    double weight,
    int any,
    List<Integer> all,
    int window,
    List<Integer> given,
    List<Integer> unless,
    Set<ServiceClass> classes,
    boolean general,
    boolean kind,
    @Nullable String customerPart) {

  /** That a field of the report names its category. */
  static final String CLAIMED_CATEGORY = "claimed-category";

  /** A signal that a named thing raises (a field, a finding type), not words. */
  static Signal named(
      String name,
      @Nullable Category category,
      List<Layer> layers,
      boolean heldByCustomer,
      double weight,
      boolean general,
      @Nullable String customerPart) {
    return new Signal(
        name,
        category,
        layers,
        heldByCustomer,
        List.of(),
        weight,
        -1,
        List.of(),
        0,
        List.of(),
        List.of(),
        Set.of(),
        general,
        false,
        customerPart);
  }

  /** Whether it says that an address is one which AWS's customers share. */
  boolean sharedAddress() {
    return name.startsWith("shared-");
  }

  /** Whether the words themselves say so, and not only the ranges that AWS publishes. */
  boolean saysPool() {
    return name.equals("shared-service-pool");
  }

  boolean isAbout(ServiceRow service) {
    return classes.isEmpty() || classes.contains(service.serviceClass());
  }
}
