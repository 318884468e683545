package dev.demarc.formats.intel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.indicators.Observable;
import dev.demarc.formats.text.StatedDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a bundle, of a TAXII envelope, or one that stands alone; of several versions of an
 * object the newest (STIX 2.1, section 3.6).
 */
final class StixObjects {

  /** What tells of a matter as a whole. */
  static final String[] REPORTS = {"report", "incident", "grouping"};

  /** What an indicator may indicate, that which tells its kind most surely first. */
  static final String[] THREATS = {
    "infrastructure", "malware", "attack-pattern", "tool", "campaign"
  };

  /** What only says who speaks, how far it may go, and what belongs together. */
  private static final Set<String> BACKGROUND =
      Set.of(
          "identity",
          "marking-definition",
          "extension-definition",
          "language-content",
          "location",
          "relationship");

  private static final int MOST = 10_000;
  private static final int MOST_HASHES = 20;
  private static final Set<String> HASHED = Set.of("file", "artifact");

  private final Map<String, JsonNode> byId = new LinkedHashMap<>();

  /** By the id of what they are inside of. */
  private final Map<String, Scene> scenes = new LinkedHashMap<>();

  private final int left;

  /**
   * Observed things that refer to one another: all of a bundle, or in STIX 2.0 those inside one
   * {@code observed-data}.
   */
  record Scene(Map<String, JsonNode> things) {

    /** The things that these fields of a thing refer to. */
    Stream<JsonNode> at(JsonNode thing, String... fields) {
      return Stream.of(fields)
          .flatMap(field -> texts(thing.path(field)).stream())
          .map(things::get)
          .filter(node -> node != null);
    }

    Stream<JsonNode> ofType(String type) {
      return things.values().stream().filter(thing -> isOfType(thing, type));
    }
  }

  private StixObjects(JsonNode json) {
    int seen = 0;
    for (var node : isObject(json) ? List.of(json) : json.path("objects")) {
      if (node.isObject() && seen++ < MOST) {
        var id = JsonTree.text(node.path("id"));
        byId.merge(id == null ? "object " + seen : id, node, StixObjects::newer);
      }
    }
    scenes.put("", new Scene(byId));
    for (var observed : ofType("observed-data").toList()) {
      var things = new LinkedHashMap<String, JsonNode>();
      for (var named : observed.path("objects").properties()) {
        if (seen++ < MOST) {
          things.put(named.getKey(), named.getValue());
        }
      }
      if (!things.isEmpty()) {
        scenes.put(id(observed), new Scene(things));
      }
    }
    left = Math.max(0, seen - MOST);
  }

  static StixObjects of(JsonNode json) {
    return new StixObjects(json);
  }

  /** Whether it is an object of STIX and nothing around others. */
  static boolean isObject(JsonNode json) {
    var type = JsonTree.text(json.path("type"));
    var id = JsonTree.text(json.path("id"));
    return type != null && id != null && id.startsWith(type + "--") && !type.equals("bundle");
  }

  private static JsonNode newer(JsonNode known, JsonNode next) {
    return modified(next).isBefore(modified(known)) ? known : next;
  }

  private static Instant modified(JsonNode node) {
    return StatedDate.of(JsonTree.text(node.path("modified"))).orElse(Instant.MIN);
  }

  /** Whether it holds nothing that anybody saw, suspects or tells of. */
  boolean tellNothing() {
    return all().allMatch(node -> BACKGROUND.contains(type(node)));
  }

  static String type(JsonNode node) {
    return String.valueOf(JsonTree.text(node.path("type")));
  }

  /** How many more there were than are read. */
  int left() {
    return left;
  }

  Collection<Scene> scenes() {
    return scenes.values();
  }

  /** The things that an {@code observed-data} holds or refers to. */
  Stream<JsonNode> observedIn(JsonNode observed) {
    var inside = scenes.get(id(observed));
    return inside != null
        ? inside.things().values().stream()
        : texts(observed.path("object_refs")).stream().map(this::get);
  }

  /** Never empty, also where it has none. */
  private static String id(JsonNode node) {
    return String.valueOf(JsonTree.text(node.path("id")));
  }

  /** A missing node where there is no such object. */
  JsonNode get(@Nullable String id) {
    return byId.getOrDefault(id, MissingNode.getInstance());
  }

  Stream<JsonNode> ofType(String type) {
    return byId.values().stream().filter(node -> isOfType(node, type));
  }

  /** All of these types, type after type, that their authors did not take back. */
  Stream<JsonNode> valid(String... types) {
    return Stream.of(types).flatMap(this::ofType).filter(node -> !isRevoked(node));
  }

  Stream<JsonNode> all() {
    return byId.values().stream();
  }

  static boolean isOfType(JsonNode node, String type) {
    return type.equals(type(node));
  }

  static boolean isRevoked(JsonNode node) {
    return node.path("revoked").asBoolean(false);
  }

  /** The texts of a list, or the one text there is. */
  static List<String> texts(JsonNode node) {
    var texts = new ArrayList<String>();
    for (var each : node.isArray() ? node : List.of(node)) {
      var text = JsonTree.text(each);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** What an observed thing is: an address, a name, a page; of a file its hashes. */
  static Stream<Observable> observables(JsonNode thing) {
    boolean hashed = HASHED.contains(type(thing));
    var values =
        hashed
            ? thing.path("hashes").properties().stream().map(Map.Entry::getValue)
            : Stream.of(thing.path("value"));
    return values.limit(MOST_HASHES).flatMap(value -> Observable.of(JsonTree.text(value)).stream());
  }
}
