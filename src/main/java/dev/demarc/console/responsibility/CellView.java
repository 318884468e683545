package dev.demarc.console.responsibility;

import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.ServiceRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the matrix beside the picture.
 *
 * @param also the other services of the same shape
 * @param inferredFor of all of these, how many have it from their class and not from a page that
 *     states it
 */
public record CellView(ServiceRow row, Cell cell, List<String> also, int inferredFor) {

  private static final Layer SHOWN_FIRST = Layer.RUNTIME;
  private static final String SERVICE_FIRST = "RDS";

  /**
   * @param service the name or an alias; null for the cell that is shown first
   * @param layer null for the one that the line runs through or below
   * @return null where there is no such cell
   */
  static @Nullable CellView of(
      Matrix matrix, List<ServiceGroup> shapes, @Nullable String service, @Nullable String layer) {
    boolean asked = service != null && !service.isBlank();
    var row = matrix.find(asked ? service : SERVICE_FIRST).orElse(null);
    if (row == null) {
      return null;
    }
    var at = Layer.of(layer).or(() -> java.util.Optional.of(asked ? onTheLine(row) : SHOWN_FIRST));
    var cell = at.flatMap(row::cell).orElse(null);
    if (cell == null) {
      return null;
    }
    var together =
        shapes.stream().filter(s -> s.has(row.name())).findFirst().map(ServiceGroup::services);
    var services = together.orElse(List.of(row));
    var also = services.stream().map(ServiceRow::name).filter(n -> !n.equals(row.name())).toList();
    long inferred =
        services.stream()
            .flatMap(s -> s.cell(cell.layer()).stream())
            .filter(c -> !c.stated())
            .count();
    return new CellView(row, cell, also, (int) inferred);
  }

  private static Layer onTheLine(ServiceRow row) {
    int above = (int) Math.ceil(ServiceGroup.lineOf(row)) - 1;
    while (above > 0 && row.cell(ServiceGroup.STACK.get(above)).isEmpty()) {
      above--;
    }
    return ServiceGroup.STACK.get(Math.max(above, 0));
  }

  public String alsoInWords() {
    return String.join(", ", also);
  }

  /** Where the sentence stands, in words. */
  public String statedWhere() {
    int all = also.size() + 1;
    if (inferredFor == 0) {
      return all == 1 ? "stated there" : "stated there, for each of them";
    }
    if (cell.stated()) {
      return "stated there for "
          + row.name()
          + "; for "
          + inferredFor
          + " others it follows from the class";
    }
    return "not stated there word for word: it follows from the class of the service";
  }
}
