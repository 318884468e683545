package dev.demarc.console.cases;

import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.Cell;
import dev.demarc.responsibility.Layer;
import dev.demarc.responsibility.Matrix;
import dev.demarc.responsibility.Reason;
import dev.demarc.responsibility.Responsibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The shared-responsibility line as it is drawn for one decision: the service's layers from the top
 * of the stack down, where the line runs between them, and what lights them. Pure.
 *
 * @param caption what stands in the line itself
 * @param other reasons that light no layer of this stack
 */
public record Line(String service, List<Row> rows, String caption, List<Reason> other) {

  /**
   * @param lineAbove whether the line runs above this layer
   * @param crossed whether the line runs through it: both sides have a part
   */
  public record Row(
      Layer layer,
      Responsibility responsibility,
      String text,
      boolean lit,
      boolean lineAbove,
      boolean crossed,
      List<Reason> reasons) {}

  public static Line of(Matrix matrix, Assessment decision) {
    var service = matrix.rowOf(decision.service());
    var stack = new ArrayList<>(service.stack());
    if (decision.layers().stream().anyMatch(Layer::isAcross)) {
      service.across().stream()
          .filter(cell -> decision.layers().contains(cell.layer()))
          .forEach(stack::add);
    }
    int lineAt = service.lineAt();
    var rows = new ArrayList<Row>();
    for (int i = 0; i < stack.size(); i++) {
      rows.add(row(stack.get(i), decision, i == lineAt));
    }
    var other =
        decision.reasons().stream()
            .filter(
                reason ->
                    rows.stream().noneMatch(row -> row.layer() == reason.layer() && row.lit()))
            .toList();
    return new Line(service.name(), rows, caption(stack, lineAt), other);
  }

  private static Row row(Cell cell, Assessment decision, boolean lineAbove) {
    boolean lit = decision.layers().contains(cell.layer());
    return new Row(
        cell.layer(),
        cell.responsibility(),
        text(cell, lit),
        lit,
        lineAbove,
        cell.responsibility() == Responsibility.SHARED,
        lit
            ? decision.reasons().stream().filter(r -> r.layer() == cell.layer()).toList()
            : List.of());
  }

  private static String text(Cell cell, boolean lit) {
    if (lit) {
      return cell.summary();
    }
    return switch (cell.responsibility()) {
      case AWS -> "AWS";
      case CUSTOMER -> "customer";
      case SHARED -> "shared";
    };
  }

  private static String caption(List<Cell> stack, int lineAt) {
    if (lineAt <= 0 || lineAt >= stack.size()) {
      return "the line";
    }
    var above = stack.get(lineAt - 1);
    return String.format(
        Locale.ROOT,
        "the line runs %s %s",
        above.responsibility() == Responsibility.SHARED ? "through" : "below",
        above.layer().slug());
  }
}
