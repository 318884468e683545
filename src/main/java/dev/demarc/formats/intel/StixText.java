package dev.demarc.formats.intel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.intel.StixObjects.Scene;
import dev.demarc.formats.text.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A bundle in words, for people and the engine: a line for each thing that it says. */
final class StixText {

  private static final int MOST_LINES = 500;

  /** What has a name and is told of in words. */
  static final String[] TOLD = {
    "report",
    "incident",
    "grouping",
    "campaign",
    "infrastructure",
    "malware",
    "attack-pattern",
    "tool",
    "threat-actor",
    "intrusion-set",
    "vulnerability"
  };

  private final Lines lines = new Lines();
  private int left = MOST_LINES;

  private StixText() {}

  static String of(StixObjects objects, List<StixIndicator> indicators) {
    var text = new StixText();
    objects.valid(TOLD).forEach(text::add);
    indicators.forEach(text::add);
    objects.valid("sighting").forEach(text::addSighting);
    objects.scenes().forEach(text::addTraffic);
    return text.lines.toString();
  }

  /** The sentences of its authors, and patterns in languages of others. */
  static String words(StixObjects objects) {
    return Stream.concat(objects.valid(TOLD), objects.valid("indicator", "note"))
        .flatMap(
            node ->
                Stream.of(
                    JsonTree.text(node.path("name")),
                    JsonTree.text(node.path("description")),
                    JsonTree.text(node.path("content")),
                    StixIndicator.foreignPattern(node)))
        .filter(Objects::nonNull)
        .limit(MOST_LINES)
        .collect(Collectors.joining("\n"));
  }

  private void add(JsonNode node) {
    var type = StixObjects.type(node);
    var told = new ArrayList<String>();
    told.add(JsonTree.text(node.path("name")));
    told.addAll(StixObjects.texts(node.path(type.replace('-', '_') + "_types")));
    told.addAll(StixObjects.texts(node.path("labels")));
    add(type, told);
    add("  " + type + " description", JsonTree.text(node.path("description")));
  }

  private void add(StixIndicator indicator) {
    var node = indicator.node();
    var standing =
        switch (indicator.standing()) {
          case ACCUSES -> "indicator";
          case CLEARS -> StixObjects.isRevoked(node) ? "indicator taken back" : "harmless";
          case ENDED -> "indicator that has ended";
        };
    var told = new ArrayList<String>();
    told.add(JsonTree.text(node.path("name")));
    told.addAll(StixIndicator.types(node).toList());
    node.path("kill_chain_phases")
        .forEach(phase -> told.add(JsonTree.text(phase.path("phase_name"))));
    told.add(JsonTree.text(node.path("pattern")));
    add(standing, told);
    add("  description", JsonTree.text(node.path("description")));
  }

  private void addSighting(JsonNode sighting) {
    var times = JsonTree.text(sighting.path("count"));
    var told = new ArrayList<String>();
    told.add(JsonTree.text(sighting.path("first_seen")));
    told.add(JsonTree.text(sighting.path("last_seen")));
    told.add(times == null ? null : times + " times");
    told.add(JsonTree.text(sighting.path("description")));
    add("seen", told);
  }

  private void addTraffic(Scene scene) {
    scene
        .ofType("network-traffic")
        .limit(MOST_LINES)
        .forEach(
            traffic ->
                add(
                    "traffic",
                    end(scene, traffic, "src_ref", "src_port")
                        + " to "
                        + end(scene, traffic, "dst_ref", "dst_port")
                        + " "
                        + String.join("/", StixObjects.texts(traffic.path("protocols")))));
  }

  private static String end(Scene scene, JsonNode traffic, String end, String port) {
    var address =
        scene
            .at(traffic, end)
            .flatMap(thing -> Stream.ofNullable(JsonTree.text(thing.path("value"))))
            .findFirst()
            .orElse("?");
    var number = JsonTree.integer(traffic.path(port));
    return number == null ? address : address + " port " + number;
  }

  private void add(String name, List<@Nullable String> told) {
    told.removeIf(Objects::isNull);
    add(name, String.join("; ", told));
  }

  private void add(String name, @Nullable String told) {
    if (told != null && left-- > 0) {
      lines.add(name, told);
    }
  }
}
