package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.shared.Category;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the signals that a report raises, from its words, its names and who holds them. */
final class SignalCollector {

  private static final double QUOTED = 0.4;
  private static final double QUOTED_BESIDE_OWN = 0.2;
  private static final double SUPPOSED = 0.35;
  private static final double BESIDE_ITS_KIND = 0.3;

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
    followSharedAddresses();
    var kind = fired.stream().filter(f -> f.signal().kind() && f.specific()).findFirst();
    if (kind.isPresent()) {
      fired.replaceAll(f -> f == kind.get() || isRecord(f) ? f : f.aside(BESIDE_ITS_KIND));
    }
    fired.sort(
        Comparator.comparingDouble((RaisedSignal f) -> -f.weight())
            .thenComparing(f -> f.signal().name()));
    return fired;
  }

  /**
   * @param reported what the report's service field names; null where it names nothing
   */
  void words(PhraseMatches hits, @Nullable ServiceRow reported) {
    var circumstances = new Circumstances(signals, hits, reported);
    Map<Signal, PhraseMatches.Place> raised = new LinkedHashMap<>();
    for (Signal signal : signals.all()) {
      var place = signal.isAbout(service) ? circumstances.place(signal) : null;
      if (place != null) {
        raised.put(signal, place);
      }
    }
    boolean own =
        raised.entrySet().stream()
            .anyMatch(
                r ->
                    !r.getKey().general()
                        && r.getValue().manner() == PhraseMatches.Manner.ASSERTED);
    double quoted = own ? QUOTED_BESIDE_OWN : hits.speakByQuoting() ? 1 : QUOTED;
    raised.forEach(
        (signal, place) -> {
          boolean asserted =
              place.manner() == PhraseMatches.Manner.ASSERTED
                  || place.manner() == PhraseMatches.Manner.QUOTED && !own && hits.speakByQuoting();
          boolean titleOnly = hits.isInTitle(place) && hits.titleTellsNothing();
          add(signal, hits.evidence(place), factor(place.manner(), quoted), asserted && !titleOnly);
        });
  }

  private static double factor(PhraseMatches.Manner manner, double quoted) {
    return switch (manner) {
      case ASSERTED -> 1;
      case SUPPOSED -> SUPPOSED;
      case QUOTED -> quoted;
    };
  }

  void claimed(ParsedReport report) {
    var category = report.category();
    var claimed = category == null ? null : signals.claimed(category);
    if (category != null && claimed != null) {
      add(claimed, "category: " + category.slug(), 1, true);
    }
  }

  void named(List<NamedThing> things) {
    var seen = new LinkedHashSet<String>();
    for (NamedThing thing : things) {
      if (thing.signal() != null && seen.add(thing.signal().name())) {
        add(thing.signal(), thing.evidence(), 1, true);
      }
    }
  }

  /** The service field names a service that AWS runs, and nothing here is the customer's doing. */
  void loneService(ParsedReport report, @Nullable ServiceRow reported) {
    if (reported != null
        && !signals.isCustomerPlace(reported)
        && fired.stream().noneMatch(f -> f.cell().responsibility() == Responsibility.CUSTOMER)) {
      add(signals.named("managed-service-reported"), "service: " + report.service(), 1, true);
    }
  }

  /** A sender's own record or setting is the sender's to mend, whatever pool the mail came from. */
  private void followSharedAddresses() {
    if (fired.stream().anyMatch(SignalCollector::isTheSendersSetting)) {
      fired.removeIf(f -> f.signal().sharedAddress());
    } else if (fired.stream().anyMatch(f -> f.signal().sharedAddress() && f.specific())) {
      fired.replaceAll(this::untilTheCustomerIsFound);
    }
  }

  private static boolean isTheSendersSetting(RaisedSignal fired) {
    return fired.signal().category() == Category.AUTHENTICATION_FAILURE
        || fired.signal().name().equals("customer-named")
        || fired.signal().name().equals("own-cause-found") && fired.specific();
  }

  /** What a customer would have to mend is AWS's to follow up while nobody knows which customer. */
  private RaisedSignal untilTheCustomerIsFound(RaisedSignal other) {
    return other.signal().heldByCustomer()
        ? service.cell(Layer.PLATFORM).map(other::at).orElse(other)
        : other;
  }

  /** A finding or an event of AWS's own, and what the format says: no words outweigh these. */
  private static boolean isRecord(RaisedSignal fired) {
    return fired.isNamed() && fired.specific();
  }

  private void add(Signal signal, String evidence, double factor, boolean specific) {
    RaisedSignal.of(signal, evidence, factor, specific, service).ifPresent(fired::add);
  }
}
