package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.shared.Category;
import org.jspecify.annotations.Nullable;

/**
 * A name in a report that says more than words do: a finding type, an event code, an ARN, a host
 * name of AWS.
 *
 * @param service the matrix's name or alias of the service it tells of; null where it tells none
 * @param trust how much the service it tells of counts, as log-odds
 * @param signal what it says has happened; null where it says nothing of that
 */
record NamedThing(
    String evidence, @Nullable String service, double trust, @Nullable Signal signal) {

  static NamedThing ofService(String evidence, @Nullable String service, double trust) {
    return new NamedThing(evidence, service, trust, null);
  }

  NamedThing says(Signal said) {
    return new NamedThing(evidence, service, trust, said);
  }

  NamedThing says(
      Signal signal, @Nullable Category category, java.util.List<Layer> layers, boolean held) {
    return new NamedThing(
        evidence,
        service,
        trust,
        Signal.named(
            signal.name(),
            category,
            layers,
            held,
            signal.weight(),
            signal.general(),
            signal.customerPart()));
  }
}
