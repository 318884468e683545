package dev.demarc.console.responsibility;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceClass;
import dev.demarc.responsibility.matrix.ServiceRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The services of one class whose layers are all on the same sides. Pure.
 *
 * @param services in the order of the matrix; never empty
 */
public record ServiceGroup(ServiceClass serviceClass, List<ServiceRow> services) {

  private static final int LONGEST_PAIR = 14;

  /** The layers that the line runs between, top of the stack first. */
  static final List<Layer> STACK =
      Arrays.stream(Layer.values()).filter(layer -> !layer.isAcross()).toList();

  /** The shapes of the services that the matrix names, those with most customer's work first. */
  static List<ServiceGroup> of(Matrix matrix) {
    var found = new LinkedHashMap<Object, List<ServiceRow>>();
    matrix.services().stream()
        .filter(ServiceRow::listed)
        .forEach(
            row ->
                found
                    .computeIfAbsent(
                        List.of(row.serviceClass(), sides(row)), shape -> new ArrayList<>())
                    .add(row));
    return found.values().stream()
        .map(services -> new ServiceGroup(services.get(0).serviceClass(), services))
        .sorted(
            Comparator.comparing(ServiceGroup::serviceClass)
                .thenComparing(shape -> -lineOf(shape.services().get(0))))
        .toList();
  }

  /** The side of each layer of the stack; empty text where the service has no such layer. */
  static List<String> sides(ServiceRow row) {
    return STACK.stream()
        .map(layer -> row.cell(layer).map(cell -> cell.responsibility().name()).orElse(""))
        .toList();
  }

  /**
   * Where the line runs, in layers from the top of the stack: above the first one that is AWS's,
   * and through the one above it where that one is shared.
   */
  static double lineOf(ServiceRow row) {
    int at = 0;
    Responsibility above = null;
    while (at < STACK.size()) {
      var cell = row.cell(STACK.get(at)).orElse(null);
      if (cell != null && cell.responsibility() == Responsibility.AWS) {
        break;
      }
      above = cell == null ? above : cell.responsibility();
      at++;
    }
    boolean lastIsThere = at > 0 && row.cell(STACK.get(at - 1)).isPresent();
    return above == Responsibility.SHARED && lastIsThere ? at - 0.5 : at;
  }

  ServiceRow first() {
    return services.get(0);
  }

  boolean has(@Nullable String service) {
    return services.stream().anyMatch(row -> row.name().equals(service));
  }

  /** One name, or two short ones. */
  public String name() {
    return name(services.stream().map(ServiceRow::name).toList());
  }

  /** How many the name leaves out: {@code +3}; empty where none. */
  public String more() {
    return more(services.stream().map(ServiceRow::name).toList());
  }

  static String name(List<String> names) {
    return names.size() > 1 && pair(names).length() <= LONGEST_PAIR ? pair(names) : names.get(0);
  }

  static String more(List<String> names) {
    int left = names.size() - (name(names).equals(names.get(0)) ? 1 : 2);
    return left == 0 ? "" : "+" + left;
  }

  private static String pair(List<String> names) {
    return names.get(0) + ", " + names.get(1);
  }
}
