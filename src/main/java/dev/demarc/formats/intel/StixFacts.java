package dev.demarc.formats.intel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.indicators.AddrSpec;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a bundle says beside whom it accuses: who says it, of what kind, since when, to whom. */
final class StixFacts {

  /** Of all patterns together. */
  private static final int MOST_NAMED = 5_000;

  private static final int MOST_NAMES = 50;
  private static final int MOST_REFERENCES = 100;

  /** The markings that everybody has by these ids (STIX 2.1, section 7.2.1.4, and TLP 2.0). */
  private static final Map<String, String> LABELS =
      Map.of(
          "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", "CLEAR",
          "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", "GREEN",
          "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82", "AMBER",
          "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "RED",
          "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", "CLEAR",
          "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "GREEN",
          "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421", "AMBER",
          "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "AMBER+STRICT",
          "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1", "RED");

  private static final String TLP_2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

  private final JsonNode json;
  private final StixObjects objects;
  private final List<StixIndicator> indicators = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final StixRoles roles;
  private final @Nullable Category category;

  private StixFacts(JsonNode json, Instant receivedAt) {
    this.json = json;
    this.objects = StixObjects.of(json);
    int named = 0;
    for (var node : objects.ofType("indicator").toList()) {
      if (named > MOST_NAMED) {
        problems.add("Of the patterns only the first " + MOST_NAMED + " values were read.");
        break;
      }
      var indicator = StixIndicator.of(node, receivedAt);
      named += indicator.sources().size();
      indicators.add(indicator);
    }
    if (objects.left() > 0) {
      problems.add(objects.left() + " more objects were not read; send them in another bundle.");
    }
    this.roles = StixRoles.of(objects, indicators);
    this.category = StixCategories.of(objects, accusing());
  }

  static StixFacts of(JsonNode json, Instant receivedAt) {
    return new StixFacts(json, receivedAt);
  }

  List<String> problems() {
    return problems;
  }

  StixRoles roles() {
    return roles;
  }

  private Stream<StixIndicator> accusing() {
    return indicators.stream().filter(StixIndicator::accuses);
  }

  /** Whether it says nothing but that its author was wrong. */
  boolean isTakenBack() {
    return !indicators.isEmpty()
        && indicators.stream().allMatch(i -> StixObjects.isRevoked(i.node()))
        && observesNothing();
  }

  /** Whether nothing is in it, or only that something is harmless. */
  boolean asksNothing() {
    return objects.tellNothing()
        || !indicators.isEmpty()
            && indicators.stream().allMatch(i -> i.standing() == StixIndicator.Standing.CLEARS)
            && observesNothing();
  }

  private boolean observesNothing() {
    return roles.accuseNobody()
        && objects.valid("observed-data", "network-traffic").findAny().isEmpty()
        && roles.sightings().findAny().isEmpty();
  }

  /** When its author last changed an indicator. */
  @Nullable Instant modified() {
    return indicators.stream()
        .flatMap(i -> StatedDate.of(JsonTree.text(i.node().path("modified"))).stream())
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Of the one report there is, else of the one indicator. */
  @Nullable String title() {
    if (objects.tellNothing()) {
      return "STIX without indicators or observations";
    }
    var name =
        one(objects.valid(StixObjects.REPORTS))
            .or(() -> one(accusing().map(StixIndicator::node)))
            .or(() -> one(indicators.stream().map(StixIndicator::node)))
            .map(node -> JsonTree.text(node.path("name")))
            .orElse(null);
    return name == null || !isTakenBack() ? name : "Taken back: " + name;
  }

  /** What else the first thing is called that it tells of; null where the category says more. */
  @Nullable String matter() {
    return category != null ? null : names(StixText.TOLD).stream().findFirst().orElse(null);
  }

  /** Of the one indicator there is, else of the one report, else of all. */
  @Nullable String number() {
    return one(accusing().map(StixIndicator::node))
        .or(() -> one(indicators.stream().map(StixIndicator::node)))
        .or(() -> one(objects.valid(StixObjects.REPORTS)))
        .map(node -> JsonTree.text(node.path("id")))
        .orElseGet(() -> JsonTree.text(json.path("id")));
  }

  private static Optional<JsonNode> one(Stream<JsonNode> nodes) {
    var first = nodes.limit(2).toList();
    return first.size() == 1 ? Optional.of(first.get(0)) : Optional.empty();
  }

  ParsedReport.@Nullable Reporter reporter() {
    return Stream.concat(
            accusing().map(StixIndicator::node),
            objects.valid(
                "sighting", "observed-data", "report", "incident", "grouping", "indicator"))
        .map(node -> objects.get(JsonTree.text(node.path("created_by_ref"))))
        .filter(JsonNode::isObject)
        .findFirst()
        .map(StixFacts::reporter)
        .orElse(null);
  }

  private static ParsedReport.Reporter reporter(JsonNode identity) {
    var name = JsonTree.text(identity.path("name"));
    boolean person = "individual".equals(JsonTree.text(identity.path("identity_class")));
    return new ParsedReport.Reporter(
        person ? name : null,
        email(JsonTree.text(identity.path("contact_information"))),
        person ? null : name);
  }

  private static @Nullable String email(@Nullable String contact) {
    return contact == null
        ? null
        : Stream.of(Text.cut(contact, 500).split("[\\s,;<>()]+"))
            .map(AddrSpec::of)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  /** The earliest sighting, else observation, else start of an indicator. */
  @Nullable Instant occurredAt() {
    return earliest(roles.sightings(), "first_seen")
        .or(() -> earliest(objects.valid("observed-data"), "first_observed"))
        .or(() -> earliest(objects.valid("network-traffic"), "start"))
        .or(() -> earliest(accusing().map(StixIndicator::node), "valid_from"))
        .orElse(null);
  }

  private static Optional<Instant> earliest(Stream<JsonNode> nodes, String field) {
    return nodes
        .flatMap(node -> StatedDate.of(JsonTree.text(node.path(field))).stream())
        .min(Comparator.naturalOrder());
  }

  /** The strictest of all, by whatever of its objects it is worn. */
  @Nullable String sharingLabel() {
    return SharingLabel.strictest(
        objects
            .all()
            .flatMap(node -> StixObjects.texts(node.path("object_marking_refs")).stream())
            .distinct()
            .flatMap(id -> Stream.ofNullable(label(id))));
  }

  private @Nullable String label(String id) {
    var marking = objects.get(id);
    var stated = JsonTree.text(marking.path("definition"), "tlp");
    var extended = JsonTree.text(marking.path("extensions").path(TLP_2), "tlp_2_0");
    return LABELS.getOrDefault(id, stated == null ? extended : stated);
  }

  @Nullable Category category() {
    return category;
  }

  /** What its authors recommend to read, which is nobody's part in the event. */
  List<String> references() {
    var urls = new ArrayList<String>();
    objects
        .all()
        .forEach(
            node -> {
              for (var reference : node.path("external_references")) {
                var url = JsonTree.text(reference.path("url"));
                if (url != null && urls.size() < MOST_REFERENCES) {
                  urls.add(url);
                }
              }
            });
    return urls;
  }

  String text() {
    return StixText.of(objects, indicators);
  }

  /** The sentences of its authors, in which more may be named. */
  String words() {
    return StixText.words(objects);
  }

  void addDetails(ReportDraft draft) {
    draft
        .detail("bundleId", JsonTree.text(json.path("id")))
        .detail("indicators", accusing().count())
        .detail("takenBack", indicators.stream().filter(i -> !i.accuses()).count())
        .detail("threats", names(StixObjects.THREATS))
        .detail("ports", roles.ports())
        .detail("lastSeen", lastSeen());
  }

  private @Nullable String lastSeen() {
    return roles
        .sightings()
        .flatMap(sighting -> Stream.ofNullable(JsonTree.text(sighting.path("last_seen"))))
        .findFirst()
        .orElse(null);
  }

  private List<String> names(String... types) {
    return objects
        .valid(types)
        .flatMap(node -> Stream.ofNullable(JsonTree.text(node.path("name"))))
        .distinct()
        .limit(MOST_NAMES)
        .toList();
  }
}
