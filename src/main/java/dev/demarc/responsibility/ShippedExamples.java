package dev.demarc.responsibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import dev.demarc.shared.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The examples that ship with Demarc, made up for it; the built-in model has learned from them. */
public final class ShippedExamples {

  private static final List<String> REPORTS =
      List.of(
          "examples/flaws.jsonl",
          "examples/breaches.jsonl",
          "examples/everyday.jsonl",
          "examples/reports.jsonl",
          "examples/retold.jsonl");
  private static final String MANNERS = "examples/manners.jsonl";

  private ShippedExamples() {}

  /** A message that states nothing, and what it does instead. */
  record Manner(
      @Nullable String title, @Nullable String text, @Nullable String service, MessageKind kind) {}

  /** What states that something happened, with its side. */
  public static List<TextModel.Example> reports() {
    return REPORTS.stream().flatMap(f -> read(f, ShippedExamples::report).stream()).toList();
  }

  /** Questions, denials and what states nothing. */
  static List<Manner> manners() {
    return read(MANNERS, ShippedExamples::manner);
  }

  /** Of all of them; another wherever one was added or changed. */
  static String hash() {
    var all = new StringBuilder();
    REPORTS.forEach(file -> all.append(Matrix.resource(file)));
    all.append(Matrix.resource(MANNERS));
    return HexFormat.of().formatHex(Sha256.of(all.toString().getBytes(UTF_8)));
  }

  private static <T> List<T> read(String file, Function<JsonNode, T> of) {
    var json = new ObjectMapper();
    var examples = new ArrayList<T>();
    for (String line : Matrix.resource(file).lines().toList()) {
      try {
        examples.add(of.apply(json.readTree(line)));
      } catch (IOException | IllegalArgumentException e) {
        throw new IllegalStateException(file + " has a line that is no example: " + line, e);
      }
    }
    return examples;
  }

  private static TextModel.Example report(JsonNode example) {
    return new TextModel.Example(
        example.path("title").asText(),
        example.path("text").asText(),
        example.path("service").asText(null),
        Responsibility.valueOf(example.path("side").asText().toUpperCase(Locale.ROOT)),
        Category.of(example.path("category").asText(null)).orElse(null));
  }

  private static Manner manner(JsonNode example) {
    return new Manner(
        example.path("title").asText(),
        example.path("text").asText(),
        example.path("service").asText(null),
        MessageKind.valueOf(example.path("kind").asText().toUpperCase(Locale.ROOT)));
  }
}
