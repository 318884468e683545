package dev.demarc.responsibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.formats.ParsedReport;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One line of a file of labelled incidents. The engine is given title, text and service only.
 *
 * @param expected null where the text denies a cause or says nothing at all: then nothing may be
 *     routed by itself
 * @param acceptable the sides that count as right
 * @param categories those that count as right; empty where any does
 * @param group the kind of text it is; null where the file names none
 * @param language null for English
 * @param pair the same facts told in another style share it; null where it has no partner
 * @param denies what a text denies; null for all others
 */
record LabelledIncident(
    String id,
    String title,
    String text,
    String service,
    Responsibility expected,
    Set<Responsibility> acceptable,
    Set<Category> categories,
    String group,
    String language,
    String pair,
    String style,
    String denies) {

  static List<LabelledIncident> read(Path file, boolean sureOnly) throws IOException {
    var mapper = new ObjectMapper();
    var incidents = new ArrayList<LabelledIncident>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        var node = mapper.readTree(line);
        if (!sureOnly || node.path("label_confidence").asText().equals("high")) {
          incidents.add(of(node));
        }
      }
    }
    return incidents;
  }

  private static LabelledIncident of(JsonNode node) {
    var expected = node.hasNonNull("expected_side") ? side(node.get("expected_side")) : null;
    var acceptable = EnumSet.noneOf(Responsibility.class);
    node.path("acceptable_sides").forEach(s -> acceptable.add(side(s)));
    if (expected != null) {
      acceptable.add(expected);
    }
    var categories = EnumSet.noneOf(Category.class);
    node.path("acceptable_categories").forEach(c -> categories.add(category(c)));
    return new LabelledIncident(
        text(node, "id"),
        text(node, "title"),
        text(node, "text"),
        service(node.path("service")),
        expected,
        acceptable,
        categories,
        text(node, "group"),
        text(node, "language"),
        text(node, "pair"),
        text(node, "style"),
        text(node, "denies"));
  }

  private static Responsibility side(JsonNode node) {
    return Responsibility.valueOf(node.asText().toUpperCase(Locale.ROOT));
  }

  private static Category category(JsonNode node) {
    return Category.of(node.asText()).orElseThrow();
  }

  private static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asText() : null;
  }

  private static String service(JsonNode service) {
    var names = new ArrayList<String>();
    service.forEach(s -> names.add(s.asText()));
    String field =
        service.isTextual() ? service.asText() : names.isEmpty() ? "" : String.join(", ", names);
    return field.isBlank() ? null : field;
  }

  ParsedReport report() {
    return Reports.titled(title).text(text).service(service).parsed();
  }
}
