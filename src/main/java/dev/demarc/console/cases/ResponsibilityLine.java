package dev.demarc.console.cases;

import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.Reason;
import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The shared-responsibility line as it is drawn for one decision: the service's layers from the top
 * of the stack down, where the line runs between them, and what lights them. Pure.
 *
 * @param service the name of the service; null where no report names one
 * @param caption what stands in the line itself
 * @param other reasons that light no layer of this stack
 */
public record ResponsibilityLine(
    @Nullable String service, List<Row> rows, String caption, List<Reason> other) {

  /**
   * One layer; or the run of layers at the foot of the stack that are AWS's and that nothing
   * lights.
   *
   * @param customerPart what the customer does here; null where it has no part or it is a run
   * @param awsPart what AWS does here; null alike
   * @param lineAbove whether the line runs above this row
   */
  public record Row(
      String name,
      Responsibility responsibility,
      @Nullable String customerPart,
      @Nullable String awsPart,
      boolean lit,
      boolean lineAbove,
      List<Reason> reasons) {}

  public static ResponsibilityLine of(Matrix matrix, Assessment decision) {
    var service = matrix.rowOf(decision.service());
    var rows = new ArrayList<Row>();
    var stack = service.stack();
    int lineAt = service.lineAt();
    int foot = foot(stack, decision, lineAt);
    for (int i = 0; i < foot; i++) {
      rows.add(row(stack.get(i), decision, i == lineAt));
    }
    if (foot < stack.size()) {
      rows.add(run(stack.subList(foot, stack.size()), foot == lineAt));
    }
    service.across().stream()
        .filter(cell -> decision.layers().contains(cell.layer()))
        .forEach(cell -> rows.add(row(cell, decision, false)));
    return new ResponsibilityLine(
        service.name().equals(Matrix.UNKNOWN) ? null : service.name(),
        rows,
        caption(stack, lineAt),
        other(decision, service));
  }

  /** Where the unlit layers at the bottom begin, all of them AWS's. */
  private static int foot(List<Cell> stack, Assessment decision, int lineAt) {
    int foot = stack.size();
    while (foot > lineAt
        && stack.get(foot - 1).responsibility() == Responsibility.AWS
        && !isLit(stack.get(foot - 1), decision)) {
      foot--;
    }
    return foot;
  }

  private static boolean isLit(Cell cell, Assessment decision) {
    return decision.layers().contains(cell.layer());
  }

  private static Row row(Cell cell, Assessment decision, boolean lineAbove) {
    boolean lit = isLit(cell, decision);
    return new Row(
        cell.layer().slug(),
        cell.responsibility(),
        cell.customerPart(),
        cell.awsPart(),
        lit,
        lineAbove,
        lit
            ? decision.reasons().stream().filter(r -> r.layer() == cell.layer()).toList()
            : List.of());
  }

  private static Row run(List<Cell> cells, boolean lineAbove) {
    var names = cells.stream().map(cell -> cell.layer().slug()).toList();
    return new Row(
        String.join(", ", names), Responsibility.AWS, null, null, false, lineAbove, List.of());
  }

  private static List<Reason> other(Assessment decision, ServiceRow service) {
    return decision.reasons().stream()
        .filter(
            reason ->
                reason.layer() == null
                    || !decision.layers().contains(reason.layer())
                    || service.cell(reason.layer()).isEmpty())
        .toList();
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
