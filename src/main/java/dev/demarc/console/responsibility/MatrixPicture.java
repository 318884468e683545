package dev.demarc.console.responsibility;

import dev.demarc.console.SvgNumber;
import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceClass;
import dev.demarc.responsibility.matrix.ServiceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The matrix as it is drawn, with every coordinate in pixels: layers down, services of one shape in
 * one column, columns of one class together, and the line as one stroke through all of them. Pure.
 *
 * @param line the stroke of the wide drawing
 * @param before the stroke of what is in force, beside a draft's; null where nothing is compared
 * @param end where the wide stroke ends, for its caption
 */
public record MatrixPicture(
    List<Group> groups,
    List<Tick> layers,
    String line,
    @Nullable String before,
    Point end,
    int width,
    int height,
    NarrowMatrixPicture narrow) {

  /** With the controls that are shared in every service, and the names of the classes. */
  public int fullHeight() {
    return height + 92;
  }

  public int stripWidth() {
    return width - 66 - LABELS;
  }

  public int stripMiddle() {
    return LABELS + stripWidth() / 2;
  }

  static final int LABELS = 132;
  static final int ROW = 26;
  private static final int TOP = 148;
  private static final int GAP = 9;
  private static final int LONGEST_NAME = 21;

  /**
   * One column to draw.
   *
   * @param before the row in force where this is a draft's; else null
   * @param changed the layers to frame
   */
  record Input(
      String name,
      String more,
      ServiceClass serviceClass,
      ServiceRow row,
      @Nullable ServiceRow before,
      Set<Layer> changed) {}

  public record Point(int x, int y) {}

  /** A layer's name beside its row. */
  public record Tick(String name, int y, int x) {}

  /** The columns of one class, from {@code x} on. */
  public record Group(String name, int services, int x, int width, List<Column> columns) {
    public int right() {
      return x + width;
    }
  }

  /**
   * @param index from the left, of all groups together
   */
  public record Column(
      int index, String name, String more, String service, int x, int width, List<Box> cells) {
    public int middle() {
      return x + width / 2;
    }
  }

  /**
   * One cell.
   *
   * @param side {@code aws}, {@code customer}, {@code shared}, or {@code none} where the service
   *     has no such layer
   * @param apart whether it is the customer's below the line
   */
  public record Box(
      Layer layer,
      String side,
      String summary,
      int x,
      int y,
      int width,
      boolean chosen,
      boolean changed,
      boolean apart) {
    public int middle() {
      return x + width / 2;
    }

    public String letter() {
      return switch (side) {
        case "aws" -> "A";
        case "customer" -> "C";
        default -> "–";
      };
    }

    public int half() {
      return y + (ROW - 1) / 2;
    }
  }

  static MatrixPicture of(
      List<ServiceGroup> shapes, @Nullable String service, @Nullable Layer layer) {
    var columns =
        shapes.stream()
            .map(s -> new Input(s.name(), s.more(), s.serviceClass(), s.first(), null, Set.of()))
            .toList();
    var chosen = shapes.stream().filter(s -> s.has(service)).findFirst().orElse(null);
    var sizes = new java.util.EnumMap<ServiceClass, Integer>(ServiceClass.class);
    shapes.forEach(s -> sizes.merge(s.serviceClass(), s.services().size(), Integer::sum));
    return draw(columns, sizes, 35, chosen == null ? null : chosen.first(), layer);
  }

  /** The columns that a draft changes, with both lines. */
  static MatrixPicture compared(List<Input> columns) {
    return draw(columns, java.util.Map.of(), 56, null, null);
  }

  private static MatrixPicture draw(
      List<Input> columns,
      java.util.Map<ServiceClass, Integer> sizes,
      int step,
      @Nullable ServiceRow chosen,
      @Nullable Layer layer) {
    var groups = new ArrayList<Group>();
    var line = new Stroke(TOP);
    var before = new Stroke(TOP);
    int x = LABELS;
    int index = 0;
    for (var serviceClass : ServiceClass.values()) {
      var drawn = new ArrayList<Column>();
      int start = x;
      for (var input : columns) {
        if (input.serviceClass() == serviceClass) {
          drawn.add(column(index++, input, x, step - 1, input.row().equals(chosen) ? layer : null));
          line.over(x, x + step, ServiceGroup.lineOf(input.row()));
          if (input.before() != null) {
            before.over(x, x + step, ServiceGroup.lineOf(input.before()));
          }
          x += step;
        }
      }
      if (!drawn.isEmpty()) {
        groups.add(
            new Group(
                LayerWords.label(serviceClass),
                sizes.getOrDefault(serviceClass, drawn.size()),
                start,
                x - start - 1,
                drawn));
        x += GAP;
      }
    }
    return new MatrixPicture(
        groups,
        ticks(),
        line.path(6),
        before.isEmpty() ? null : before.path(0),
        line.end(),
        x - GAP + 66,
        TOP + ServiceGroup.STACK.size() * ROW,
        NarrowMatrixPicture.of(columns));
  }

  private static List<Tick> ticks() {
    return ServiceGroup.STACK.stream()
        .map(layer -> new Tick(LayerWords.label(layer), yOf(layer) + 17, LABELS - 10))
        .toList();
  }

  private static int yOf(Layer layer) {
    return TOP + ServiceGroup.STACK.indexOf(layer) * ROW;
  }

  private static Column column(int index, Input input, int x, int width, @Nullable Layer chosen) {
    var boxes =
        ServiceGroup.STACK.stream()
            .map(layer -> box(input, layer, x, yOf(layer), width, layer == chosen))
            .toList();
    return new Column(
        index, cut(input, LONGEST_NAME), input.more(), input.row().name(), x, width, boxes);
  }

  static Box box(Input input, Layer layer, int x, int y, int width, boolean chosen) {
    var cell = input.row().cell(layer).orElse(null);
    boolean below = ServiceGroup.STACK.indexOf(layer) > ServiceGroup.lineOf(input.row());
    return new Box(
        layer,
        cell == null ? "none" : cell.responsibility().name().toLowerCase(Locale.ROOT),
        cell == null ? input.name() + " has no such layer" : summary(input, cell),
        x,
        y,
        width,
        chosen,
        input.changed().contains(layer),
        below && cell != null && cell.responsibility() != Responsibility.AWS);
  }

  private static String summary(Input input, Cell cell) {
    return input.name() + ", " + LayerWords.label(cell.layer()) + ". " + cell.summary();
  }

  /** As much of the name as has room beside how many more there are. */
  static String cut(Input input, int longest) {
    int room = longest - input.more().length();
    return input.name().length() <= room
        ? input.name()
        : input.name().substring(0, room - 1).strip() + "…";
  }

  static String number(double value) {
    return SvgNumber.tenths(value);
  }

  /** A stroke that goes from left to right and up and down between columns. */
  private static final class Stroke {
    private final int top;
    private final StringBuilder path = new StringBuilder();
    private int right;
    private double height;

    Stroke(int top) {
      this.top = top;
    }

    void over(int from, int to, double layers) {
      height = top + layers * ROW - 0.5;
      path.append(path.isEmpty() ? "M" + (from - 6) + " " : "H" + number(from - 0.5) + "V");
      path.append(number(height));
      right = to;
    }

    boolean isEmpty() {
      return path.isEmpty();
    }

    String path(int further) {
      return path + "H" + (right + further);
    }

    Point end() {
      return new Point(right + 11, (int) height + 4);
    }
  }
}
