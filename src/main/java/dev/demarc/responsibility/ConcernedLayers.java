package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.matrix.Side;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Which layers of a service a report concerns, and what each side has to do there.
 *
 * @param supporting the signals that speak for the side, by descending weight
 */
record ConcernedLayers(
    List<RaisedSignal> supporting, ServiceRow service, Responsibility responsibility) {

  private static final int AT_MOST = 5;

  /** The likeliest first. */
  List<Layer> layers() {
    var layers = new LinkedHashSet<Layer>();
    supporting.stream()
        .filter(f -> f.cell().responsibility() == responsibility)
        .forEach(f -> layers.add(f.cell().layer()));
    supporting.forEach(f -> layers.add(f.cell().layer()));
    supporting.forEach(
        f -> f.signal().also().stream().filter(service.cells()::containsKey).forEach(layers::add));
    if (layers.isEmpty()) {
      layers.add(topmost().layer());
    }
    return layers.stream().limit(AT_MOST).toList();
  }

  List<Assessment.Part> parts() {
    var parts = new ArrayList<Assessment.Part>();
    for (Side side : responsibility.sides()) {
      parts.add(new Assessment.Part(side, cell(side).partOf(side)));
    }
    if (responsibility == Responsibility.AWS) {
      supporting.stream()
          .filter(f -> f.specific() && f.signal().customerPart() != null)
          .findFirst()
          .ifPresent(f -> parts.add(new Assessment.Part(Side.CUSTOMER, f.signal().customerPart())));
    }
    return parts;
  }

  private Cell cell(Side side) {
    var only = side == Side.AWS ? Responsibility.AWS : Responsibility.CUSTOMER;
    return supporting.stream()
        .map(RaisedSignal::cell)
        .filter(cell -> cell.responsibility() == responsibility)
        .findFirst()
        .or(
            () ->
                supporting.stream()
                    .map(RaisedSignal::cell)
                    .filter(cell -> cell.responsibility() == only)
                    .findFirst())
        .orElseGet(this::topmost);
  }

  /** The highest layer that is the side's. */
  private Cell topmost() {
    return service.cells().values().stream()
        .filter(c -> c.responsibility() == responsibility)
        .findFirst()
        .orElseGet(() -> service.cells().get(Layer.CONFIGURATION_MANAGEMENT));
  }
}
