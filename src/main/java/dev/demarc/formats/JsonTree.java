package dev.demarc.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.demarc.formats.text.Text;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads JSON (RFC 8259) that anybody may have sent: depth and sizes are limited. */
public final class JsonTree {

  private static final int DEEPEST = 100;
  private static final int LONGEST_STRING = 27_000_000;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_NAME = 1_000;

  /** Values, names and brackets; a tree needs some fifty times the bytes of its document. */
  private static final int MOST_TOKENS = 1_500_000;

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxStringLength(LONGEST_STRING)
          .maxNumberLength(LONGEST_NUMBER)
          .maxNameLength(LONGEST_NAME)
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .streamReadConstraints(LIMITS.rebuild().maxTokenCount(MOST_TOKENS).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Only with canonical names does Jackson read bytes as bytes, and so know their offsets. */
  private static final JsonFactory TOKENS =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(LIMITS)
          .build();

  private JsonTree() {}

  /**
   * @throws UnreadableReport with the line and column where reading stopped
   */
  static JsonNode read(byte[] raw) {
    try {
      var tree = MAPPER.readTree(raw);
      if (tree == null || tree.isMissingNode()) {
        throw new UnreadableReport("The body is empty; send one JSON object.");
      }
      return tree;
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw new UnreadableReport(
          "The body is not readable JSON"
              + (where == null
                  ? ""
                  : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")")
              + ": "
              + Text.oneLine(forPeople(e.getOriginalMessage()), 200));
    } catch (IOException e) {
      throw new UnreadableReport("The body is not readable JSON: " + e.getMessage());
    }
  }

  /** Without where the bracket was opened, which the parser tells in its own words. */
  private static String forPeople(String message) {
    int marker = message.indexOf(" (start marker");
    return marker < 0 ? message : message.substring(0, marker);
  }

  /** Reads token by token, under the same limits; tokens of UTF-8 have byte offsets. */
  public static JsonParser parser(byte[] raw) throws IOException {
    return TOKENS.createParser(raw);
  }

  /** A document inside a text; null where the text is none, or holds just a scalar. */
  public static @Nullable JsonNode readOrNull(String text) {
    try {
      var tree = MAPPER.readTree(text);
      return tree != null && tree.isContainerNode() ? tree : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  public static @Nullable JsonNode readOrNull(byte[] raw) {
    try {
      return read(raw);
    } catch (UnreadableReport e) {
      return null;
    }
  }

  /** A scalar as text, trimmed; null for anything else and for empty text. */
  public static @Nullable String text(JsonNode node) {
    if (node == null || !node.isValueNode() || node.isNull()) {
      return null;
    }
    return Text.blankToNull(node.asText().strip());
  }

  /** The first of these fields that holds a scalar. */
  public static @Nullable String text(JsonNode parent, String... names) {
    for (var name : names) {
      var found = text(parent.path(name));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  public static @Nullable Integer integer(JsonNode node) {
    if (node != null && node.isIntegralNumber() && node.canConvertToInt()) {
      return node.intValue();
    }
    try {
      return node == null || !node.isTextual() ? null : Integer.valueOf(node.textValue().strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether the tree has more values than that, objects and lists counted too. */
  public static boolean hasMoreThan(JsonNode root, int most) {
    var waiting = new ArrayDeque<JsonNode>();
    waiting.push(root);
    for (int seen = 0; !waiting.isEmpty(); seen++) {
      var next = waiting.pop();
      if (seen + waiting.size() + next.size() > most) {
        return true;
      }
      next.forEach(waiting::push);
    }
    return false;
  }

  /** Calls the visitor with the name and value of every scalar in the tree, in document order. */
  public static void eachScalar(JsonNode root, BiConsumer<String, JsonNode> visitor) {
    record Named(String name, JsonNode node) {}
    var waiting = new ArrayDeque<Named>();
    waiting.push(new Named("", root));
    while (!waiting.isEmpty()) {
      var next = waiting.pop();
      if (next.node().isValueNode()) {
        visitor.accept(next.name(), next.node());
        continue;
      }
      var children = new ArrayDeque<Named>();
      if (next.node().isObject()) {
        next.node().properties().forEach(p -> children.push(new Named(p.getKey(), p.getValue())));
      } else {
        next.node().forEach(child -> children.push(new Named(next.name(), child)));
      }
      children.forEach(waiting::push);
    }
  }
}
