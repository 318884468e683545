package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.matrix.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The meanings that words of a report can have, and the phrases that stand for each. */
final class Vocabulary {

  private final PhraseIndex index = new PhraseIndex();
  private final Map<String, Integer> meanings = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Map<Integer, ServiceRow> services = new HashMap<>();

  /** The number of a meaning, which is made where it is new. */
  int meaning(String name) {
    var known = meanings.get(name);
    if (known != null) {
      return known;
    }
    names.add(name);
    meanings.put(name, meanings.size());
    return meanings.size() - 1;
  }

  /**
   * The number of a meaning that there has to be.
   *
   * @throws IllegalStateException where no phrases are listed under that name
   */
  int required(String name) {
    var known = known(name);
    if (known == null) {
      throw new IllegalStateException("signals.yaml has no phrases of " + name);
    }
    return known;
  }

  @Nullable Integer known(String name) {
    return meanings.get(name);
  }

  String name(int meaning) {
    return names.get(meaning);
  }

  int size() {
    return meanings.size();
  }

  PhraseIndex index() {
    return index;
  }

  /** The service that a meaning names; null where it names none. */
  @Nullable ServiceRow service(int meaning) {
    return services.get(meaning);
  }

  void add(int meaning, YamlNode phrases) {
    for (YamlNode phrase : phrases.items()) {
      try {
        index.add(phrase.text(), meaning);
      } catch (IllegalArgumentException e) {
        throw phrase.invalid(e.getMessage());
      }
    }
  }

  void addServices(Matrix matrix, List<String> ambiguous) {
    Set<String> common = new HashSet<>(ambiguous);
    for (ServiceRow row : matrix.services()) {
      int meaning = meaning(nameOf(row));
      services.put(meaning, row);
      for (String name : row.aliases()) {
        addName(name, meaning, common);
      }
      addName(row.name(), meaning, common);
    }
    for (ServiceRow row : matrix.services()) {
      if (row.varies() != null) {
        row.varies().answers().forEach(a -> addAnswer(row, a));
      }
    }
  }

  static String nameOf(ServiceRow row) {
    return "service " + row.name();
  }

  static String nameOf(ServiceRow row, ServiceRow.ModeAnswer answer) {
    return "answer " + row.name() + " " + answer.answer();
  }

  private void addAnswer(ServiceRow row, ServiceRow.ModeAnswer answer) {
    boolean telling = answer.answer().contains(" ") || answer.answer().equals("Fargate");
    if (telling) {
      int meaning = meaning(nameOf(row, answer));
      index.add(answer.answer(), meaning);
      index.add(answer.service().replaceAll("[^A-Za-z0-9 ]", " ").trim(), meaning);
    }
  }

  /** Names in lower case are identifiers of ARNs and hosts, not words that a report would use. */
  private void addName(String name, int meaning, Set<String> ambiguous) {
    String words = name.replaceAll("[^A-Za-z0-9 .]", " ").replace(". ", " ").trim();
    boolean identifier = words.equals(words.toLowerCase(Locale.ROOT));
    if (identifier && !words.contains(" ")) {
      return;
    }
    if (!ambiguous.contains(name)) {
      index.add(words, meaning);
    }
    index.add("aws|amazon|amazon's|aws's " + words, meaning);
  }
}
