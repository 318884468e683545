package dev.demarc.responsibility;

import dev.demarc.shared.Category;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The signals file, read and checked: phrases indexed, names resolved. Immutable. */
final class Signals {

  static final String AWS_SERVICE = "aws-service";
  static final String MANAGED_SERVICE = "managed-service";
  static final String TITLE_SERVICE = "title-service";
  static final String LONE_SERVICE = "lone-service";
  static final String REPORTED_SERVICE = "reported-service";

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
          "class");
  private static final int DEFAULT_WINDOW = 25;

  private final PhraseIndex index = new PhraseIndex();
  private final Map<String, Integer> meanings = new LinkedHashMap<>();
  private final Map<Integer, ServiceRow> services = new HashMap<>();
  private final Set<String> customerPlaces;
  private final List<Signal> signals;
  private final Map<Category, Signal> claimed = new EnumMap<>(Category.class);
  private final Map<String, Signal> named = new TreeMap<>();
  private final Weighing weighing;

  private Signals(YamlNode file, Matrix matrix) {
    file.onlyWith(
        Set.of(
            "ambiguous-names",
            "customer-places",
            "concepts",
            "signals",
            "categories",
            "named",
            "weighing"));
    for (String made :
        List.of(AWS_SERVICE, MANAGED_SERVICE, TITLE_SERVICE, LONE_SERVICE, REPORTED_SERVICE)) {
      meanings.put(made, meanings.size());
    }
    customerPlaces = Set.copyOf(file.get("customer-places").texts());
    file.get("concepts").fields().forEach((name, node) -> phrases(meaning(name), node));
    signals = file.get("signals").items().stream().map(this::signal).toList();
    file.get("categories").fields().forEach(this::claim);
    file.get("named").fields().forEach(this::name);
    addServices(matrix, new HashSet<>(file.get("ambiguous-names").texts()));
    weighing = Weighing.of(file.get("weighing"));
  }

  static Signals load(Matrix matrix) {
    return parse("signals.yaml", Matrix.resource("signals.yaml"), matrix);
  }

  static Signals parse(String name, String yaml, Matrix matrix) {
    return new Signals(YamlNode.parse(name, yaml), matrix);
  }

  private void phrases(int meaning, YamlNode phrases) {
    for (YamlNode phrase : phrases.items()) {
      try {
        index.add(phrase.text(), meaning);
      } catch (IllegalArgumentException e) {
        throw phrase.wrong(e.getMessage());
      }
    }
  }

  private Signal signal(YamlNode node) {
    node.onlyWith(SIGNAL_FIELDS);
    int any = -1;
    if (node.has("any")) {
      any = meaning("signal " + node.get("name").text());
      phrases(any, node.get("any"));
    } else if (!node.has("all")) {
      throw node.wrong("a signal needs phrases ('any') or concepts ('all')");
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
        classes(node));
  }

  private void claim(String slug, YamlNode node) {
    node.onlyWith(Set.of("layers", "held-by", "also", "weight"));
    var category = Category.of(slug).orElseThrow(() -> node.wrong("no category is named " + slug));
    claimed.put(category, plain("claimed-category", category, node));
  }

  private void name(String name, YamlNode node) {
    node.onlyWith(Set.of("layers", "held-by", "weight"));
    named.put(name, plain(name, null, node));
  }

  private Signal plain(String name, Category category, YamlNode node) {
    return Signal.named(
        name,
        category,
        node.has("layers") ? layers(node, "layers") : List.of(),
        heldByCustomer(node),
        weight(node));
  }

  private void addServices(Matrix matrix, Set<String> ambiguous) {
    for (ServiceRow row : matrix.services()) {
      int meaning = meaning("service " + row.name());
      services.put(meaning, row);
      for (String name : row.aliases()) {
        addName(name, meaning, ambiguous);
      }
      addName(row.name(), meaning, ambiguous);
    }
    for (ServiceRow row : matrix.services()) {
      if (row.varies() != null) {
        row.varies().answers().forEach(a -> addAnswer(row, a));
      }
    }
  }

  private void addAnswer(ServiceRow row, ServiceRow.ModeAnswer answer) {
    boolean telling = answer.answer().contains(" ") || answer.answer().equals("Fargate");
    if (telling) {
      int meaning = meaning(answerName(row, answer));
      index.add(answer.answer(), meaning);
      index.add(answer.service().replaceAll("[^A-Za-z0-9 ]", " ").trim(), meaning);
    }
  }

  private static String answerName(ServiceRow row, ServiceRow.ModeAnswer answer) {
    return "answer " + row.name() + " " + answer.answer();
  }

  /** Names in lower case are identifiers of ARNs and hosts, not words that a report would use. */
  private void addName(String name, int meaning, Set<String> ambiguous) {
    String words = name.replaceAll("[^A-Za-z0-9 .]", " ").replace(". ", " ").trim();
    boolean identifier = words.equals(words.toLowerCase(java.util.Locale.ROOT));
    if (identifier && !words.contains(" ")) {
      return;
    }
    if (!ambiguous.contains(name)) {
      index.add(words, meaning);
    }
    index.add("aws|amazon|amazon's|aws's " + words, meaning);
  }

  private int meaning(String name) {
    return meanings.computeIfAbsent(name, n -> meanings.size());
  }

  private List<Integer> concepts(YamlNode node, String field) {
    if (!node.has(field)) {
      return List.of();
    }
    return node.get(field).items().stream().map(this::concept).toList();
  }

  private Integer concept(YamlNode node) {
    var known = meanings.get(node.text());
    if (known == null) {
      throw node.wrong("no concept is named " + node.text());
    }
    return known;
  }

  private static List<Layer> layers(YamlNode node, String field) {
    return node.get(field).items().stream()
        .map(l -> Layer.of(l.text()).orElseThrow(() -> l.wrong("no layer is named " + l.text())))
        .toList();
  }

  private static Set<ServiceClass> classes(YamlNode node) {
    var classes = new HashSet<ServiceClass>();
    if (node.has("class")) {
      for (YamlNode item : node.get("class").items()) {
        classes.add(
            ServiceClass.of(item.text())
                .orElseThrow(() -> item.wrong("no class is named " + item.text())));
      }
    }
    return classes;
  }

  private static boolean heldByCustomer(YamlNode node) {
    if (!node.has("held-by")) {
      return false;
    }
    if (!node.get("held-by").text().equals("customer")) {
      throw node.get("held-by").wrong("held-by can only be customer");
    }
    return true;
  }

  private static Category category(YamlNode node) {
    return Category.of(node.text())
        .orElseThrow(() -> node.wrong("no category is named " + node.text()));
  }

  private static double weight(YamlNode node) {
    double weight = node.get("weight").number();
    if (!(weight > 0 && weight <= 10)) {
      throw node.get("weight").wrong("a weight is above 0 and at most 10");
    }
    return weight;
  }

  PhraseIndex index() {
    return index;
  }

  int meanings() {
    return meanings.size();
  }

  int meaningOf(String concept) {
    return meanings.get(concept);
  }

  int meaningOf(ServiceRow service) {
    return meanings.get("service " + service.name());
  }

  /** The service that a meaning names; null where it names none. */
  ServiceRow service(int meaning) {
    return services.get(meaning);
  }

  /** What a report says that names this mode of the service; -1 where no words would tell it. */
  int answer(ServiceRow row, ServiceRow.ModeAnswer answer) {
    return meanings.getOrDefault(answerName(row, answer), -1);
  }

  /** Whether reports name the service as a place for customers' things rather than as broken. */
  boolean isCustomerPlace(ServiceRow row) {
    return customerPlaces.contains(row.name());
  }

  List<Signal> all() {
    return signals;
  }

  /** What a category that the report's format claims says; null where it says nothing. */
  Signal claimed(Category category) {
    return claimed.get(category);
  }

  Signal named(String name) {
    return named.get(name);
  }

  Weighing weighing() {
    return weighing;
  }
}
