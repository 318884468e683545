package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.words.Quotation;
import java.util.List;
import java.util.Optional;

/**
 * A signal that a report raised, and the cell of the matrix it points at.
 *
 * @param weight the signal's, less where it stands in a quotation; log-odds
 * @param specific whether it says what happened, in words that a person can check
 */
record RaisedSignal(Signal signal, String evidence, Cell cell, double weight, boolean specific) {

  /** Empty where the service has none of the layers. */
  static Optional<RaisedSignal> of(
      Signal signal, String evidence, double factor, boolean specific, ServiceRow service) {
    return cellOf(signal, service)
        .map(
            cell ->
                new RaisedSignal(
                    signal,
                    Quotation.shortened(evidence),
                    cell,
                    signal.weight() * factor,
                    specific && !signal.general()));
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

  RaisedSignal at(Cell other) {
    return new RaisedSignal(signal, evidence, other, weight, specific);
  }

  /** The same as something said beside what the message is about. */
  RaisedSignal aside(double factor) {
    return new RaisedSignal(signal, evidence, cell, weight * factor, false);
  }

  /** A field of the report names the category, so that no wording is needed to tell it. */
  boolean statesCategory() {
    return signal.name().equals(Signal.CLAIMED_CATEGORY);
  }

  /** That something stands there by its name or in a field, and not in words. */
  boolean isNamed() {
    return signal.any() < 0 && signal.all().isEmpty();
  }

  /** That something stands there by its name or in a field points at the side, and specifically. */
  boolean isNamedOf(Responsibility side) {
    return cell.responsibility() == side && specific && isNamed();
  }

  /** Words point at the side, or what the message is about does. */
  boolean isSaidOf(Responsibility side) {
    return cell.responsibility() == side && !isNamedOf(side);
  }

  /** A finding or an event of AWS's own: no words of anybody's say that. */
  boolean isRecord() {
    return specific
        && isNamed()
        && !signal.sharedAddress()
        && !signal.name().equals("customer-named");
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
