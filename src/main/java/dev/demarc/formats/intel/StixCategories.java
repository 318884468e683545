package dev.demarc.formats.intel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.shared.Category;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a bundle is about, by its types, kill chain phases and names. */
final class StixCategories {

  private static final int MOST_RELATED = 20;

  private static final String[] TYPES = {
    "indicator_types", "malware_types", "infrastructure_types", "tool_types", "labels"
  };

  private final ThreatWords words = new ThreatWords();

  /** What each indicator indicates, by its id. */
  private final Map<String, List<JsonNode>> indicated = new HashMap<>();

  private StixCategories(StixObjects objects) {
    objects
        .valid("relationship")
        .forEach(
            relationship -> {
              var from = String.valueOf(JsonTree.text(relationship.path("source_ref")));
              var known = indicated.computeIfAbsent(from, id -> new ArrayList<>());
              if (known.size() < MOST_RELATED) {
                known.add(objects.get(JsonTree.text(relationship.path("target_ref"))));
              }
            });
  }

  /**
   * What most indicators are about, else what the bundle tells of.
   *
   * @param accusing the indicators that accuse somebody
   * @return null where it does not say
   */
  static @Nullable Category of(StixObjects objects, Stream<StixIndicator> accusing) {
    var of = new StixCategories(objects);
    return ThreatWords.commonest(accusing.flatMap(i -> of.category(i).stream()).toList())
        .or(() -> of.first(objects.valid(StixObjects.THREATS)))
        .or(() -> of.first(objects.valid(StixObjects.REPORTS)))
        .orElse(null);
  }

  private Optional<Category> category(StixIndicator indicator) {
    var related = indicated.getOrDefault(indicator.id(), List.of());
    return first(Stream.concat(Stream.of(indicator.node()), related.stream()));
  }

  private Optional<Category> first(Stream<JsonNode> nodes) {
    return nodes
        .flatMap(StixCategories::told)
        .flatMap(told -> words.categoryOf(told).stream())
        .findFirst();
  }

  /** What says of which kind an object is, the surest first. */
  private static Stream<String> told(JsonNode node) {
    var told = new ArrayList<@Nullable String>();
    for (var types : TYPES) {
      told.addAll(StixObjects.texts(node.path(types)));
    }
    for (var phase : node.path("kill_chain_phases")) {
      told.add(JsonTree.text(phase.path("phase_name")));
    }
    for (var reference : node.path("external_references")) {
      told.add(JsonTree.text(reference.path("external_id")));
    }
    told.add(JsonTree.text(node.path("name")));
    told.add(JsonTree.text(node.path("description")));
    return told.stream().filter(Objects::nonNull);
  }
}
