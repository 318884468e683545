package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Collects the signals that a report raises, from its words, its names and who holds them. */
final class SignalCollector {

  private static final double QUOTED = 0.4;
  private static final String SHARED_ADDRESS = "shared-service-address";

  private final Signals signals;
  private final ServiceRow service;
  private final List<RaisedSignal> fired = new ArrayList<>();

  /**
   * @param service the one that the report is about
   */
  SignalCollector(Signals signals, ServiceRow service) {
    this.signals = signals;
    this.service = service;
  }

  /** By descending weight. */
  List<RaisedSignal> collected() {
    if (fired.stream().anyMatch(f -> f.signal().name().equals(SHARED_ADDRESS))) {
      fired.replaceAll(this::untilTheCustomerIsFound);
    }
    fired.sort(
        Comparator.comparingDouble((RaisedSignal f) -> -f.weight())
            .thenComparing(f -> f.signal().name()));
    return fired;
  }

  /**
   * @param reported what the report's service field names; null where it names nothing
   */
  void words(PhraseMatches hits, ServiceRow reported) {
    var circumstances = new Circumstances(signals, hits, reported);
    for (Signal signal : signals.all()) {
      var place = signal.isAbout(service) ? circumstances.place(signal) : null;
      if (place != null) {
        add(signal, hits.evidence(place), place.quoted() ? QUOTED : 1);
      }
    }
  }

  void claimed(ParsedReport report) {
    var claimed = report.category() == null ? null : signals.claimed(report.category());
    if (claimed != null) {
      add(claimed, "category: " + report.category().slug(), 1);
    }
  }

  void named(List<NamedThing> things) {
    var seen = new LinkedHashSet<String>();
    for (NamedThing thing : things) {
      if (thing.signal() != null && seen.add(thing.signal().name())) {
        add(thing.signal(), thing.evidence(), 1);
      }
    }
  }

  /** The service field names a service that AWS runs, and nothing here is the customer's doing. */
  void loneService(ParsedReport report, ServiceRow reported) {
    if (reported != null
        && !signals.isCustomerPlace(reported)
        && fired.stream().noneMatch(f -> f.cell().responsibility() == Responsibility.CUSTOMER)) {
      add(signals.named("managed-service-reported"), "service: " + report.service(), 1);
    }
  }

  /** What a customer would have to mend is AWS's to follow up while nobody knows which customer. */
  private RaisedSignal untilTheCustomerIsFound(RaisedSignal other) {
    return other.signal().heldByCustomer()
        ? service.cell(Layer.PLATFORM).map(other::at).orElse(other)
        : other;
  }

  private void add(Signal signal, String evidence, double factor) {
    RaisedSignal.of(signal, evidence, factor, service).ifPresent(fired::add);
  }
}
