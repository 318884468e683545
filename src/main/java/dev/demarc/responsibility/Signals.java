package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.matrix.YamlNode;
import dev.demarc.shared.Category;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The signals file, read and checked: phrases indexed, names resolved. Immutable. */
final class Signals {

  static final String AWS_SERVICE = "aws-service";
  static final String MANAGED_SERVICE = "managed-service";
  static final String TITLE_SERVICE = "title-service";
  static final String LONE_SERVICE = "lone-service";
  static final String REPORTED_SERVICE = "reported-service";
  static final String AWS_SPEAKS = "aws-speaks";
  static final String OUTSIDER_SPEAKS = "outsider-speaks";

  /** Concepts that say whether the words around them are so. */
  private static final List<String> CUES =
      List.of(
          "denies-ahead",
          "denies-behind",
          "denies-near",
          "denies-whole",
          "supposes",
          "claim",
          "refutation");

  /** Words that take a report back or say that nothing is wrong, whatever it names. */
  static final String ALL_CLEAR = "all-clear";

  /** Words of a receipt, or of somebody's absence: it reports nothing, whatever it lists. */
  static final String AUTOMATIC_ANSWER = "automatic-answer";

  private static final List<String> OWN = List.of("own-doing", "own-thing");

  private final Vocabulary vocabulary = new Vocabulary();
  private final Set<String> customerPlaces;
  private final List<Signal> signals;
  private final Map<Category, Signal> claimed = new EnumMap<>(Category.class);
  private final Map<String, Signal> named = new TreeMap<>();
  private final String[] cues;
  private final Weighing weighing;
  private final Calibration calibration;

  private Signals(YamlNode file, YamlNode languages, Matrix matrix) {
    file.onlyWith(
        Set.of(
            "ambiguous-names",
            "customer-places",
            "concepts",
            "signals",
            "categories",
            "named",
            "weighing",
            "confidence"));
    for (String made :
        List.of(AWS_SERVICE, MANAGED_SERVICE, TITLE_SERVICE, LONE_SERVICE, REPORTED_SERVICE)) {
      vocabulary.meaning(made);
    }
    CUES.forEach(vocabulary::meaning);
    customerPlaces = Set.copyOf(file.get("customer-places").texts());
    file.get("concepts")
        .fields()
        .forEach((name, node) -> vocabulary.add(vocabulary.meaning(name), node));
    var reader = new SignalReader(vocabulary);
    signals = file.get("signals").items().stream().map(reader::signal).toList();
    languages.fields().values().forEach(this::language);
    file.get("categories").fields().forEach((slug, node) -> claim(reader.claim(slug, node)));
    file.get("named").fields().forEach((name, node) -> named.put(name, reader.named(name, node)));
    vocabulary.addServices(matrix, file.get("ambiguous-names").texts());
    cues = cues();
    weighing = Weighing.of(file.get("weighing"));
    calibration = Calibration.of(file.get("confidence"));
  }

  static Signals load(Matrix matrix) {
    return new Signals(read("signals.yaml"), read("languages.yaml"), matrix);
  }

  private static YamlNode read(String file) {
    return YamlNode.parse(file, Matrix.resource(file));
  }

  /** Words of another language for what the signals file names in English. */
  private void language(YamlNode language) {
    language.onlyWith(Set.of("concepts", "signals"));
    language.get("concepts").fields().forEach((name, node) -> also(name, node));
    language.get("signals").fields().forEach((name, node) -> also("signal " + name, node));
  }

  private void also(String name, YamlNode phrases) {
    var known = vocabulary.known(name);
    if (known == null) {
      throw phrases.invalid("signals.yaml has no phrases of " + name);
    }
    vocabulary.add(known, phrases);
  }

  private void claim(Signal signal) {
    claimed.put(signal.category(), signal);
  }

  private String[] cues() {
    var all = new String[vocabulary.size()];
    Arrays.fill(all, "");
    CUES.forEach(cue -> all[vocabulary.required(cue)] = cue);
    return all;
  }

  PhraseIndex index() {
    return vocabulary.index();
  }

  int meanings() {
    return vocabulary.size();
  }

  String nameOf(int meaning) {
    return vocabulary.name(meaning);
  }

  int meaningOf(String concept) {
    return vocabulary.required(concept);
  }

  int meaningOf(ServiceRow service) {
    return vocabulary.required(Vocabulary.nameOf(service));
  }

  /** The service that a meaning names; null where it names none. */
  @Nullable ServiceRow service(int meaning) {
    return vocabulary.service(meaning);
  }

  /** What a report says that names this mode of the service; -1 where no words would tell it. */
  int answer(ServiceRow row, ServiceRow.ModeAnswer answer) {
    var known = vocabulary.known(Vocabulary.nameOf(row, answer));
    return known == null ? -1 : known;
  }

  /** Meanings of what a writer calls their own: "our code", "we deployed". */
  List<Integer> own() {
    return OWN.stream().map(vocabulary::required).toList();
  }

  /** What a meaning does to the words around it; empty for one that does nothing to them. */
  String cue(int meaning) {
    return cues[meaning];
  }

  boolean isCue(int meaning) {
    return !cues[meaning].isEmpty();
  }

  /** Whether reports name the service as a place for customers' things rather than as broken. */
  boolean isCustomerPlace(ServiceRow row) {
    return customerPlaces.contains(row.name());
  }

  List<Signal> all() {
    return signals;
  }

  /** What a category that the report's format claims says; null where it says nothing. */
  @Nullable Signal claimed(Category category) {
    return claimed.get(category);
  }

  /**
   * @throws IllegalStateException where the signals file has none of that name
   */
  Signal named(String name) {
    var signal = named.get(name);
    if (signal == null) {
      throw new IllegalStateException("signals.yaml has no signal " + name);
    }
    return signal;
  }

  Weighing weighing() {
    return weighing;
  }

  Calibration calibration() {
    return calibration;
  }
}
