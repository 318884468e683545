package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.ServiceClass;
import dev.demarc.responsibility.matrix.YamlNode;
import dev.demarc.shared.Category;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads single signals of the file, and checks every name in them. */
final class SignalReader {

  private static final String CUSTOMER = "customer";

  private static final Set<String> SIGNAL_FIELDS =
      Set.of(
          "name",
          "category",
          "layers",
          "held-by",
          "also",
          "weight",
          "any",
          "all",
          "window",
          "given",
          "unless",
          "class",
          "general",
          "kind",
          CUSTOMER);
  private static final int DEFAULT_WINDOW = 25;

  private final Vocabulary vocabulary;

  SignalReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** One that words raise. */
  Signal signal(YamlNode node) {
    node.onlyWith(SIGNAL_FIELDS);
    int any = -1;
    if (node.has("any")) {
      any = vocabulary.meaning("signal " + node.get("name").text());
      vocabulary.add(any, node.get("any"));
    } else if (!node.has("all")) {
      throw node.invalid("a signal needs phrases ('any') or concepts ('all')");
    }
    return new Signal(
        node.get("name").text(),
        node.has("category") ? category(node.get("category")) : null,
        layers(node, "layers"),
        heldByCustomer(node),
        node.has("also") ? layers(node, "also") : List.of(),
        weight(node),
        any,
        concepts(node, "all"),
        node.has("window") ? (int) node.get("window").number() : DEFAULT_WINDOW,
        concepts(node, "given"),
        concepts(node, "unless"),
        classes(node),
        node.has("general"),
        node.has("kind"),
        customerPart(node));
  }

  /** One that a category which the report's format claims stands for. */
  Signal claim(String slug, YamlNode node) {
    node.onlyWith(Set.of("layers", "held-by", "also", "weight"));
    var category =
        Category.of(slug).orElseThrow(() -> node.invalid("no category is named " + slug));
    return plain(Signal.CLAIMED_CATEGORY, category, node);
  }

  /** One that a named thing raises. */
  Signal named(String name, YamlNode node) {
    node.onlyWith(Set.of("layers", "held-by", "weight", "general", CUSTOMER));
    return plain(name, null, node);
  }

  private static Signal plain(String name, @Nullable Category category, YamlNode node) {
    return Signal.named(
        name,
        category,
        node.has("layers") ? layers(node, "layers") : List.of(),
        heldByCustomer(node),
        weight(node),
        node.has("general"),
        customerPart(node));
  }

  private static @Nullable String customerPart(YamlNode node) {
    return node.has(CUSTOMER) ? node.get(CUSTOMER).text() : null;
  }

  private List<Integer> concepts(YamlNode node, String field) {
    if (!node.has(field)) {
      return List.of();
    }
    return node.get(field).items().stream().map(this::concept).toList();
  }

  private Integer concept(YamlNode node) {
    var known = vocabulary.known(node.text());
    if (known == null) {
      throw node.invalid("no concept is named " + node.text());
    }
    return known;
  }

  private static List<Layer> layers(YamlNode node, String field) {
    return node.get(field).items().stream()
        .map(l -> Layer.of(l.text()).orElseThrow(() -> l.invalid("no layer is named " + l.text())))
        .toList();
  }

  private static Set<ServiceClass> classes(YamlNode node) {
    var classes = new HashSet<ServiceClass>();
    if (node.has("class")) {
      for (YamlNode item : node.get("class").items()) {
        classes.add(
            ServiceClass.of(item.text())
                .orElseThrow(() -> item.invalid("no class is named " + item.text())));
      }
    }
    return classes;
  }

  private static boolean heldByCustomer(YamlNode node) {
    if (!node.has("held-by")) {
      return false;
    }
    if (!node.get("held-by").text().equals("customer")) {
      throw node.get("held-by").invalid("held-by can only be customer");
    }
    return true;
  }

  private static Category category(YamlNode node) {
    return Category.of(node.text())
        .orElseThrow(() -> node.invalid("no category is named " + node.text()));
  }

  private static double weight(YamlNode node) {
    double weight = node.get("weight").number();
    if (!(weight > 0 && weight <= 10)) {
      throw node.get("weight").invalid("a weight is above 0 and at most 10");
    }
    return weight;
  }
}
