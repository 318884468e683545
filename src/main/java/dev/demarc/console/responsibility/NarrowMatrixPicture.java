package dev.demarc.console.responsibility;

import dev.demarc.console.responsibility.MatrixPicture.Box;
import dev.demarc.console.responsibility.MatrixPicture.Input;
import dev.demarc.console.responsibility.MatrixPicture.Tick;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.ServiceClass;
import java.util.ArrayList;
import java.util.List;

/**
 * The matrix as it is drawn for a telephone, on its side: services down, layers across. Pure.
 *
 * @param line the stroke between what is AWS's and what is the customer's
 */
public record NarrowMatrixPicture(
    List<Tick> layers, List<Bar> rows, List<Tick> groups, String line, int height) {

  private static final int LABELS = 108;
  private static final int COLUMN = 19;
  private static final int TOP = 98;
  private static final int GROUP = 28;
  private static final int LONGEST_NAME = 14;

  /** One shape as a row of the narrow drawing. */
  public record Bar(String name, String more, String service, int y, List<Box> cells) {}

  static NarrowMatrixPicture of(List<Input> columns) {
    var layers =
        ServiceGroup.STACK.stream()
            .map(layer -> new Tick(LayerWords.label(layer), TOP - 8, xOf(layer) + COLUMN / 2))
            .toList();
    var rows = new ArrayList<Bar>();
    var groups = new ArrayList<Tick>();
    var path = new StringBuilder();
    int y = TOP;
    ServiceClass last = null;
    for (var input : columns) {
      if (input.serviceClass() != last) {
        y += last == null ? 0 : 4;
        groups.add(new Tick(LayerWords.label(input.serviceClass()), y + 18, 0));
        y += GROUP;
        last = input.serviceClass();
      }
      var cells = new ArrayList<Box>();
      for (var layer : ServiceGroup.STACK) {
        cells.add(MatrixPicture.box(input, layer, xOf(layer), y, COLUMN - 1, false));
      }
      rows.add(
          new Bar(
              MatrixPicture.cut(input, LONGEST_NAME), input.more(), input.row().name(), y, cells));
      double x = LABELS + ServiceGroup.lineOf(input.row()) * COLUMN - 0.5;
      path.append(path.isEmpty() ? "M" : "H").append(MatrixPicture.number(x));
      path.append(path.indexOf("V") < 0 ? " " + y : "").append("V").append(y + MatrixPicture.ROW);
      y += MatrixPicture.ROW;
    }
    return new NarrowMatrixPicture(layers, rows, groups, path.toString(), y + 4);
  }

  private static int xOf(Layer layer) {
    return LABELS + ServiceGroup.STACK.indexOf(layer) * COLUMN;
  }
}
