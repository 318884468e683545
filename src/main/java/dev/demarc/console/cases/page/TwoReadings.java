package dev.demarc.console.cases.page;

import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.Assessment.Reading;
import dev.demarc.responsibility.OpenQuestion;
import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.matrix.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision below the threshold, told as what it is: the two likeliest readings side by side, each
 * with the line where it would run, and what each would make of the case. Pure.
 *
 * @param rest the reading that has no column; null where there are only two
 * @param elsewhere reasons that speak for neither
 */
public record TwoReadings(
    List<Column> columns,
    List<LayerRow> rows,
    @Nullable Reading rest,
    List<DrawnLine.Quote> elsewhere) {

  /**
   * @param meaning what stands behind this reading
   * @param besides what speaks for it and stands on no layer of its column
   * @param then what would have to be done
   */
  public record Column(
      Reading reading, String meaning, List<DrawnLine.Quote> besides, String then) {

    public int percent() {
      return Percent.of(reading.probability());
    }

    /** The same with the same words told once. */
    public List<SameWords> besidesSaid() {
      return SameWords.of(besides);
    }
  }

  /** Whether there are words that stand on no layer. */
  public boolean hasBesides() {
    return columns.stream().anyMatch(column -> !column.besides().isEmpty());
  }

  /** One layer in both readings. */
  public record LayerRow(Layer layer, TwoCells cells) {}

  /** The layer in the left and in the right reading. */
  public record TwoCells(LayerCell left, LayerCell right) {
    public List<LayerCell> both() {
      return List.of(left, right);
    }
  }

  /**
   * @param responsibility null where the service has no such layer
   * @param lineBelow whether the line runs below this cell
   * @param step whether the line climbs along the left edge of this cell
   */
  public record LayerCell(
      @Nullable Responsibility responsibility,
      boolean lit,
      boolean lineBelow,
      boolean step,
      List<DrawnLine.Quote> quotes) {

    /** The quotes, with the same words told once. */
    public List<SameWords> said() {
      return SameWords.of(quotes);
    }
  }

  /** Empty where the decision was sure enough, or where there is only one reading. */
  public static Optional<TwoReadings> of(Matrix matrix, Assessment decision) {
    if (decision.autoRoute() || decision.readings().size() < 2) {
      return Optional.empty();
    }
    var readings = decision.readings();
    return Optional.of(
        new Comparison(matrix, decision, readings.get(0), readings.get(1))
            .drawn(readings.size() > 2 ? readings.get(2) : null));
  }

  private static final class Comparison {

    private final Matrix matrix;
    private final Assessment decision;
    private final Reading left;
    private final Reading right;
    private final List<DrawnLine.Quote> quotes;

    Comparison(Matrix matrix, Assessment decision, Reading left, Reading right) {
      this.matrix = matrix;
      this.decision = decision;
      this.left = left;
      this.right = right;
      this.quotes = DrawnLine.numbered(decision);
    }

    TwoReadings drawn(@Nullable Reading rest) {
      var one = row(left);
      var other = row(right);
      var rows = new ArrayList<LayerRow>();
      int oneLine = lineAfter(one);
      int otherLine = lineAfter(other);
      for (var layer : Layer.values()) {
        if (layer.isAcross()) {
          break;
        }
        int at = layer.ordinal();
        boolean between = at > Math.min(oneLine, otherLine) && at <= Math.max(oneLine, otherLine);
        rows.add(
            new LayerRow(
                layer,
                new TwoCells(
                    cell(one, left, layer, at == oneLine, false),
                    cell(other, right, layer, at == otherLine, between))));
      }
      var onLayers =
          rows.stream()
              .flatMap(drawn -> drawn.cells().both().stream())
              .flatMap(cell -> cell.quotes().stream())
              .toList();
      return new TwoReadings(
          List.of(column(left, one, onLayers), column(right, other, onLayers)),
          rows,
          rest,
          quotes.stream().filter(q -> !speaksFor(left, q) && !speaksFor(right, q)).toList());
    }

    private Column column(Reading reading, ServiceRow row, List<DrawnLine.Quote> onLayers) {
      var besides =
          quotes.stream().filter(q -> speaksFor(reading, q) && !onLayers.contains(q)).toList();
      return new Column(reading, meaning(reading, row), besides, then(reading, row));
    }

    private static boolean speaksFor(Reading reading, DrawnLine.Quote quote) {
      return quote.reason().points() == reading.responsibility();
    }

    /** The service as it runs where this reading is right, by what the open question asks. */
    private ServiceRow row(Reading reading) {
      var service = matrix.rowOf(decision.service());
      var varies = service.varies();
      if (varies == null) {
        return service;
      }
      return answerFor(reading)
          .flatMap(
              answer ->
                  varies.answers().stream()
                      .filter(mode -> mode.answer().equals(answer))
                      .findFirst())
          .map(mode -> matrix.rowOf(mode.service()))
          .orElse(service);
    }

    private Optional<String> answerFor(Reading reading) {
      return decision.openQuestions().stream()
          .flatMap(question -> question.options().stream())
          .filter(option -> option.responsibility() == reading.responsibility())
          .map(OpenQuestion.Option::answer)
          .findFirst();
    }

    private String meaning(Reading reading, ServiceRow row) {
      var answer = answerFor(reading);
      if (answer.isPresent()) {
        return answer.get();
      }
      return row.name().equals(Matrix.UNKNOWN) ? "whatever the service is" : "on " + row.name();
    }

    private String then(Reading reading, ServiceRow row) {
      var tasks = new ArrayList<String>();
      for (var side : reading.responsibility().sides()) {
        decision.layers().stream()
            .flatMap(layer -> row.cell(layer).stream())
            .map(cell -> cell.partOf(side))
            .filter(part -> part != null)
            .findFirst()
            .or(() -> row.nextToLine(side).flatMap(row::cell).map(cell -> cell.partOf(side)))
            .ifPresent(tasks::add);
      }
      return tasks.isEmpty()
          ? "Look into it, and decide what this side has to do."
          : String.join(" ", tasks);
    }

    private LayerCell cell(
        ServiceRow row, Reading reading, Layer layer, boolean lineBelow, boolean step) {
      var cell = row.cell(layer);
      var here =
          quotes.stream()
              .filter(q -> q.reason().layer() == layer)
              .filter(q -> speaksFor(reading, q))
              .toList();
      boolean lit =
          !here.isEmpty()
              || decision.layers().contains(layer)
                  && cell.map(Cell::responsibility).stream()
                      .anyMatch(r -> r == reading.responsibility());
      return new LayerCell(cell.map(Cell::responsibility).orElse(null), lit, lineBelow, step, here);
    }

    /** The place in the stack of the last layer above the line; -1 where there is none. */
    private static int lineAfter(ServiceRow row) {
      return row.stack().stream()
          .filter(cell -> cell.responsibility().sides().contains(Side.CUSTOMER))
          .mapToInt(cell -> cell.layer().ordinal())
          .max()
          .orElse(-1);
    }
  }
}
