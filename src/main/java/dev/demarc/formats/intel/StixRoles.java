package dev.demarc.formats.intel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.indicators.IndicatorList;
import dev.demarc.formats.indicators.Observable;
import dev.demarc.formats.intel.StixObjects.Scene;
import dev.demarc.shared.Indicator.Role;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is who in a bundle. What its indicators name is accused, whichever end of a connection it is;
 * a connection of which they name no end is what its sender did.
 */
final class StixRoles {

  /** What malware or its infrastructure is or uses (STIX 2.1, sections 4.8 and 4.11). */
  private static final Set<String> USES =
      Set.of(
          "communicates-with", "consists-of", "beacons-to", "exfiltrates-to", "downloads", "drops");

  private static final Set<String> MALICIOUS = Set.of("malware", "infrastructure", "tool");

  private static final String[] SENDERS = {"src_ref", "from_ref", "sender_ref"};
  private static final String[] RECEIVERS = {"dst_ref", "to_refs", "cc_refs", "bcc_refs"};

  private record Exchange(Set<Observable> from, Set<Observable> to) {}

  private final StixObjects objects;
  private final List<StixIndicator> indicators;

  /** The ids of indicators that accuse nobody any more. */
  private final Set<String> settled = new HashSet<>();

  private final Set<Observable> accused = new LinkedHashSet<>();

  /** What an indicator names that accuses nobody, or nobody any more. */
  private final Set<Observable> spared = new LinkedHashSet<>();

  private StixRoles(StixObjects objects, List<StixIndicator> indicators) {
    this.objects = objects;
    this.indicators = indicators;
    for (var indicator : indicators) {
      (indicator.accuses() ? accused : spared).addAll(indicator.sources());
      if (!indicator.accuses()) {
        settled.add(indicator.id());
      }
    }
    spared.removeAll(accused);
    objects.valid("relationship").forEach(this::accuseUsed);
    objects
        .valid("malware")
        .flatMap(malware -> StixObjects.texts(malware.path("sample_refs")).stream())
        .forEach(sample -> accuseUnlessSpared(objects.get(sample)));
    accuseResolved();
  }

  static StixRoles of(StixObjects objects, List<StixIndicator> indicators) {
    return new StixRoles(objects, indicators);
  }

  private void accuseUsed(JsonNode relationship) {
    var by = objects.get(JsonTree.text(relationship.path("source_ref")));
    if (USES.contains(String.valueOf(JsonTree.text(relationship.path("relationship_type"))))
        && MALICIOUS.contains(StixObjects.type(by))) {
      accuseUnlessSpared(objects.get(JsonTree.text(relationship.path("target_ref"))));
    }
  }

  /** Where an accused name leads to, there what it is accused of stands. */
  private void accuseResolved() {
    for (var scene : objects.scenes()) {
      scene
          .ofType("domain-name")
          .filter(this::isAccused)
          .toList()
          .forEach(name -> scene.at(name, "resolves_to_refs").forEach(this::accuseUnlessSpared));
    }
    objects
        .valid("relationship")
        .filter(r -> "resolves-to".equals(JsonTree.text(r.path("relationship_type"))))
        .filter(r -> isAccused(objects.get(JsonTree.text(r.path("source_ref")))))
        .toList()
        .forEach(r -> accuseUnlessSpared(objects.get(JsonTree.text(r.path("target_ref")))));
  }

  private boolean isAccused(JsonNode thing) {
    return StixObjects.observables(thing).anyMatch(accused::contains);
  }

  private void accuseUnlessSpared(JsonNode thing) {
    StixObjects.observables(thing).filter(each -> !spared.contains(each)).forEach(accused::add);
  }

  /** Whether nothing is accused but what traffic and sightings show. */
  boolean accuseNobody() {
    return accused.isEmpty();
  }

  void addTo(IndicatorList list) {
    // first, so that the host of an accused page stays out of it where it is cleared itself
    indicators.stream()
        .filter(indicator -> indicator.standing() == StixIndicator.Standing.CLEARS)
        .flatMap(indicator -> indicator.sources().stream())
        .filter(spared::contains)
        .forEach(cleared -> list.add(cleared, Role.BYSTANDER));
    accused.forEach(each -> list.add(each.value(), Role.SOURCE));
    indicators.stream()
        .filter(StixIndicator::accuses)
        .flatMap(indicator -> indicator.targets().stream())
        .forEach(each -> list.add(each, Role.TARGET));
    addExchanges(list);
    if (!list.has(Role.SOURCE)) {
      sighted()
          .filter(each -> !spared.contains(each))
          .forEach(e -> list.add(e.value(), Role.SOURCE));
    }
    spared.forEach(each -> list.add(each, Role.MENTIONED));
    objects.scenes().stream()
        .flatMap(scene -> scene.things().values().stream())
        .flatMap(StixObjects::observables)
        .forEach(each -> list.add(each.value(), Role.MENTIONED));
  }

  /** Those with an accused end come first: whom that attacks is no source in another one. */
  private void addExchanges(IndicatorList list) {
    var all = objects.scenes().stream().flatMap(StixRoles::exchanges).toList();
    var attackers = withHosts(accused);
    var others = withHosts(spared);
    for (var exchange : all) {
      if (has(exchange, attackers)) {
        ends(exchange)
            .filter(end -> !accused.contains(end) && !spared.contains(end))
            .forEach(end -> list.add(end, Role.TARGET));
      }
    }
    for (var exchange : all) {
      if (!has(exchange, attackers) && !has(exchange, others)) {
        exchange.from().forEach(end -> list.add(end, Role.SOURCE));
        exchange.to().forEach(end -> list.add(end, Role.TARGET));
      }
    }
  }

  /** The values of these, and the hosts of the pages among them. */
  private static Set<String> withHosts(Set<Observable> named) {
    var values = named.stream().map(Observable::value).collect(Collectors.toSet());
    var hosts = new IndicatorList();
    named.forEach(each -> hosts.add(each.value(), Role.SOURCE));
    hosts.list().forEach(host -> values.add(host.value()));
    return values;
  }

  private static boolean has(Exchange exchange, Set<String> values) {
    return ends(exchange).map(Observable::value).anyMatch(values::contains);
  }

  private static Stream<Observable> ends(Exchange exchange) {
    return Stream.concat(exchange.from().stream(), exchange.to().stream());
  }

  private static Stream<Exchange> exchanges(Scene scene) {
    return Stream.of("network-traffic", "email-message")
        .flatMap(scene::ofType)
        .map(node -> new Exchange(ends(scene, node, SENDERS), ends(scene, node, RECEIVERS)));
  }

  private static Set<Observable> ends(Scene scene, JsonNode exchange, String[] fields) {
    return scene
        .at(exchange, fields)
        .flatMap(StixObjects::observables)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What was observed where something malicious was sighted (STIX 2.1, section 5.2). */
  private Stream<Observable> sighted() {
    return sightings()
        .flatMap(sighting -> StixObjects.texts(sighting.path("observed_data_refs")).stream())
        .distinct()
        .map(objects::get)
        .flatMap(objects::observedIn)
        .flatMap(StixObjects::observables);
  }

  /** Those of something that still is accused, and that saw it. */
  Stream<JsonNode> sightings() {
    return objects
        .valid("sighting")
        .filter(sighting -> sighting.path("count").asInt(1) > 0)
        .filter(sighting -> !settled.contains(JsonTree.text(sighting.path("sighting_of_ref"))));
  }

  /** Ports of what is accused, with its address. */
  List<String> ports() {
    return objects.scenes().stream()
        .flatMap(
            scene ->
                scene
                    .ofType("network-traffic")
                    .flatMap(
                        traffic ->
                            Stream.concat(
                                ports(scene, traffic, "src_ref", "src_port"),
                                ports(scene, traffic, "dst_ref", "dst_port"))))
        .distinct()
        .limit(100)
        .toList();
  }

  private Stream<String> ports(Scene scene, JsonNode traffic, String end, String port) {
    var number = JsonTree.integer(traffic.path(port));
    return number == null
        ? Stream.empty()
        : scene
            .at(traffic, end)
            .flatMap(StixObjects::observables)
            .filter(accused::contains)
            .map(each -> each.value() + " " + number);
  }
}
