package dev.demarc.responsibility;

import java.util.List;
import java.util.Optional;

/**
 * A signal that a report raised, and the cell of the matrix it points at.
 *
 * @param weight the signal's, less where it stands in a quotation; log-odds
 */
record RaisedSignal(Signal signal, String evidence, Cell cell, double weight) {

  private static final int EVIDENCE = 200;

  /** Empty where the service has none of the layers. */
  static Optional<RaisedSignal> of(
      Signal signal, String evidence, double factor, ServiceRow service) {
    return cellOf(signal, service)
        .map(cell -> new RaisedSignal(signal, shortened(evidence), cell, signal.weight() * factor));
  }

  private static Optional<Cell> cellOf(Signal signal, ServiceRow service) {
    List<Cell> cells =
        signal.layers().stream().flatMap(layer -> service.cell(layer).stream()).toList();
    if (signal.heldByCustomer()) {
      var held =
          cells.stream().filter(c -> c.responsibility() == Responsibility.CUSTOMER).findFirst();
      // content, identities and settings are the customer's in every service
      return held.isPresent() ? held : service.cell(Layer.SERVICE_CONFIG);
    }
    return cells.stream().findFirst().or(() -> service.cell(Layer.DATA));
  }

  private static String shortened(String evidence) {
    String line = evidence.strip();
    return line.length() <= EVIDENCE ? line : line.substring(0, EVIDENCE - 1) + "\u2026";
  }

  RaisedSignal at(Cell other) {
    return new RaisedSignal(signal, evidence, other, weight);
  }

  Reason reason() {
    return new Reason(
        signal.name(),
        evidence,
        cell.responsibility(),
        Math.round(weight * 100) / 100.0,
        cell.layer());
  }
}
