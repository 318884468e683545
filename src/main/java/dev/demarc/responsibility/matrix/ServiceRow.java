package dev.demarc.responsibility.matrix;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One service, in one mode of deployment, and its cells.
 *
 * @param listed whether the matrix names the service; else its class alone answers for it
 * @param aliases other names that reports use, longest first
 * @param cells by layer, in the order of the stack; a layer the service lacks is not in it
 * @param varies what decides the cells further; null where nothing does
 */
public record ServiceRow(
    String name,
    ServiceClass serviceClass,
    boolean listed,
    List<String> aliases,
    Map<Layer, Cell> cells,
    @Nullable Variation varies) {

  /**
   * A fact that a report may leave out and that decides cells.
   *
   * @param layers the layers whose cell depends on it
   */
  public record Variation(Set<Layer> layers, String question, List<ModeAnswer> answers) {
    public Variation {
      layers = Set.copyOf(layers);
      answers = List.copyOf(answers);
    }
  }

  /** One answer to the question, and the row that then holds. */
  public record ModeAnswer(String answer, String service) {}

  public ServiceRow {
    aliases = List.copyOf(aliases);
    cells = java.util.Collections.unmodifiableMap(new EnumMap<>(cells));
  }

  public Optional<Cell> cell(Layer layer) {
    return Optional.ofNullable(cells.get(layer));
  }

  /** The stack from data down to facilities, without the layers the service lacks. */
  public List<Cell> stack() {
    return cells.values().stream().filter(c -> !c.layer().isAcross()).toList();
  }

  /** The layers that run across the stack. */
  public List<Cell> across() {
    return cells.values().stream().filter(c -> c.layer().isAcross()).toList();
  }

  /**
   * Where the line runs: the number of layers of {@link #stack()}, from the top, above the first
   * one that is AWS's. Layers above it are the customer's or shared.
   */
  public int lineAt() {
    var sides = new ArrayList<>(stack());
    int at = 0;
    while (at < sides.size() && sides.get(at).responsibility() != Responsibility.AWS) {
      at++;
    }
    return at;
  }

  /**
   * The side's layer next to the line: what is meant where somebody names a side and no layer.
   * Empty where the side has no layer of its own here.
   */
  public Optional<Layer> nextToLine(Side side) {
    var ofSide = stack().stream().filter(cell -> cell.partOf(side) != null).toList();
    if (ofSide.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(ofSide.get(side == Side.AWS ? 0 : ofSide.size() - 1).layer());
  }
}
