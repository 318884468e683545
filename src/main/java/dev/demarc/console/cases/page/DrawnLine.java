package dev.demarc.console.cases.page;

import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.Reason;
import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.matrix.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The shared-responsibility line as it runs for one service: the customer's layers above it, AWS's
 * below, a shared layer on both sides; lit what the decision in force points at, and beside it what
 * the engine had read. Pure.
 *
 * @param service null where no report names one
 * @param caption what stands in the line itself
 * @param strips controls that run across the stack
 * @param elsewhere reasons that stand on no layer of this picture
 * @param overruled whether the engine's reading is another's than the decision in force
 */
public record DrawnLine(
    @Nullable String service,
    List<Band> above,
    List<Band> below,
    String caption,
    List<Strip> strips,
    List<Quote> elsewhere,
    boolean overruled) {

  /**
   * One layer on one side of the line.
   *
   * @param missing whether the service has no such layer
   * @param task what the side does here; null where nothing is lit
   * @param engine what the engine had read here, where a person decided; null where nothing
   */
  public record Band(
      Side side,
      Layer layer,
      boolean missing,
      boolean lit,
      @Nullable String task,
      List<Quote> quotes,
      @Nullable EngineReading engine) {

    /** The quotes, with the same words told once. */
    public List<SameWords> said() {
      return SameWords.of(quotes);
    }
  }

  /**
   * @param percent how sure the engine was; null on all of its layers but the first
   * @param seen whether it pointed here at all
   */
  public record EngineReading(boolean seen, @Nullable Integer percent) {}

  /**
   * A control that is shared whatever the service.
   *
   * @param customer whether its customer's half is lit
   */
  public record Strip(Layer layer, boolean customer, boolean aws, List<Quote> quotes) {
    public boolean lit() {
      return customer || aws;
    }
  }

  /**
   * Words of a report that the decision rests on, by the number that marks them there: the same
   * words have one number, whatever they speak for.
   *
   * @param first whether no earlier reason rests on the same words
   */
  public record Quote(int number, boolean first, Reason reason) {}

  /**
   * @param engine the engine's own decision where a person overruled it; else null
   */
  public static DrawnLine of(Matrix matrix, Assessment decision, @Nullable Assessment engine) {
    return new Drawing(matrix.rowOf(decision.service()), decision, engine).line();
  }

  /** The reasons with the numbers that they have everywhere on the page. */
  public static List<Quote> numbered(Assessment decision) {
    var quotes = new ArrayList<Quote>();
    var numbers = new HashMap<String, Integer>();
    for (var reason : decision.reasons()) {
      var words = String.valueOf(reason.evidence());
      boolean first = !numbers.containsKey(words);
      int number = numbers.computeIfAbsent(words, w -> numbers.size() + 1);
      quotes.add(new Quote(number, first, reason));
    }
    return quotes;
  }

  private static final class Drawing {

    private final ServiceRow service;
    private final Assessment decision;
    private final @Nullable Assessment engine;
    private final List<Quote> quotes;
    private boolean enginePercentShown;

    Drawing(ServiceRow service, Assessment decision, @Nullable Assessment engine) {
      this.service = service;
      this.decision = decision;
      this.engine = engine;
      this.quotes = numbered(decision);
    }

    DrawnLine line() {
      var above = bands(Side.CUSTOMER);
      var below = bands(Side.AWS);
      var strips = service.across().stream().map(this::strip).toList();
      return new DrawnLine(
          service.name().equals(Matrix.UNKNOWN) ? null : service.name(),
          above,
          below,
          caption(),
          strips,
          elsewhere(above, below, strips),
          engine != null);
    }

    private List<Band> bands(Side side) {
      var bands = new ArrayList<Band>();
      var first = service.stack().stream().filter(c -> c.responsibility() == Responsibility.AWS);
      var line = first.map(Cell::layer).findFirst().orElse(Layer.PATCH_MANAGEMENT);
      for (var layer : Layer.values()) {
        if (layer.isAcross()) {
          break;
        }
        var cell = service.cell(layer);
        if (cell.isEmpty() && (layer.compareTo(line) < 0) == (side == Side.CUSTOMER)) {
          bands.add(new Band(side, layer, true, false, null, List.of(), null));
        } else if (cell.isPresent() && cell.get().responsibility().sides().contains(side)) {
          bands.add(band(cell.get(), side));
        }
      }
      return bands;
    }

    private Band band(Cell cell, Side side) {
      boolean lit = isLit(cell.layer(), side);
      return new Band(
          side,
          cell.layer(),
          false,
          lit,
          lit ? cell.partOf(side) : null,
          lit ? quotes.stream().filter(q -> standsOn(q.reason(), cell, side)).toList() : List.of(),
          engineOn(cell.layer(), side, lit));
    }

    private boolean isLit(Layer layer, Side side) {
      if (!decision.responsibility().sides().contains(side)) {
        return false;
      }
      boolean none =
          decision.layers().stream()
              .noneMatch(l -> service.cell(l).map(cell -> cell.partOf(side)).isPresent());
      return decision.layers().contains(layer)
          || none && service.nextToLine(side).filter(layer::equals).isPresent();
    }

    /** Of a layer that both share, what speaks for one side stands on its half. */
    private static boolean standsOn(Reason reason, Cell cell, Side side) {
      if (reason.layer() != cell.layer()) {
        return false;
      }
      var sides = cell.responsibility().sides();
      return sides.size() == 1
          || (reason.points() == Responsibility.CUSTOMER) == (side == Side.CUSTOMER);
    }

    private @Nullable EngineReading engineOn(Layer layer, Side side, boolean lit) {
      if (engine == null) {
        return null;
      }
      if (engine.layers().contains(layer) && engine.responsibility().sides().contains(side)) {
        var percent = enginePercentShown ? null : Percent.of(engine.confidence());
        enginePercentShown = true;
        return new EngineReading(true, percent);
      }
      return lit ? new EngineReading(false, null) : null;
    }

    private Strip strip(Cell cell) {
      boolean lit = decision.layers().contains(cell.layer());
      var sides = decision.responsibility().sides();
      return new Strip(
          cell.layer(),
          lit && sides.contains(Side.CUSTOMER),
          lit && sides.contains(Side.AWS),
          lit
              ? quotes.stream().filter(q -> q.reason().layer() == cell.layer()).toList()
              : List.of());
    }

    private List<Quote> elsewhere(List<Band> above, List<Band> below, List<Strip> strips) {
      var shown = new ArrayList<Quote>();
      above.forEach(band -> shown.addAll(band.quotes()));
      below.forEach(band -> shown.addAll(band.quotes()));
      strips.forEach(strip -> shown.addAll(strip.quotes()));
      return quotes.stream().filter(quote -> !shown.contains(quote)).toList();
    }

    private String caption() {
      var shared =
          service.stack().stream()
              .filter(cell -> cell.responsibility() == Responsibility.SHARED)
              .map(cell -> name(cell.layer()))
              .collect(Collectors.joining(" and "));
      if (!shared.isEmpty()) {
        return "The line runs through " + shared;
      }
      int at = service.lineAt();
      return at == 0
          ? "The line runs above all of it"
          : "The line runs below " + name(service.stack().get(at - 1).layer());
    }

    private static String name(Layer layer) {
      return layer.slug().replace('-', ' ').replace("iam", "IAM").replace(" os", " OS");
    }
  }
}
