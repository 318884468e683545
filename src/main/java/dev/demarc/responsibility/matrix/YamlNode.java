package dev.demarc.responsibility.matrix;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a YAML file that knows its line, so that whoever edits the file is told where it is
 * wrong.
 *
 * @param value a {@code String}, {@code List<YamlNode>} or {@code Map<String, YamlNode>}
 * @param line counted from 1
 */
public record YamlNode(Object value, int line, String file) {

  public static YamlNode parse(String file, String yaml) {
    try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
      parser.nextToken();
      return read(file, parser, new HashMap<>());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new BrokenFile(file, line, e.getOriginalMessage());
    } catch (IOException e) {
      throw new BrokenFile(file, 0, e.getMessage());
    }
  }

  private static YamlNode read(String file, YAMLParser parser, Map<String, YamlNode> anchors)
      throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    if (parser.isCurrentAlias()) {
      var target = anchors.get(parser.getText());
      if (target == null) {
        throw new BrokenFile(file, line, "no anchor is named " + parser.getText());
      }
      return target;
    }
    String anchor = parser.getObjectId();
    YamlNode node = new YamlNode(readValue(file, parser, anchors, line), line, file);
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private static Object readValue(
      String file, YAMLParser parser, Map<String, YamlNode> anchors, int line) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      var fields = new LinkedHashMap<String, YamlNode>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        int at = parser.currentTokenLocation().getLineNr();
        parser.nextToken();
        if (fields.put(name, read(file, parser, anchors)) != null) {
          throw new BrokenFile(file, at, "'" + name + "' is there twice");
        }
      }
      return fields;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      var items = new ArrayList<YamlNode>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(file, parser, anchors));
      }
      return items;
    }
    if (parser.currentToken() == null || parser.currentToken() == JsonToken.VALUE_NULL) {
      throw new BrokenFile(file, line, "a value is missing");
    }
    return parser.getText();
  }

  boolean isText() {
    return value instanceof String;
  }

  public String text() {
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw invalid("expected a text");
  }

  public double number() {
    try {
      return Double.parseDouble(text());
    } catch (NumberFormatException e) {
      throw invalid("expected a number, not '" + text() + "'");
    }
  }

  boolean bool() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid("expected true or false, not '" + text() + "'");
    };
  }

  @SuppressWarnings("unchecked")
  public List<YamlNode> items() {
    if (value instanceof List<?>) {
      return (List<YamlNode>) value;
    }
    throw invalid("expected a list");
  }

  public List<String> texts() {
    return items().stream().map(YamlNode::text).toList();
  }

  @SuppressWarnings("unchecked")
  public Map<String, YamlNode> fields() {
    if (value instanceof Map<?, ?>) {
      return (Map<String, YamlNode>) value;
    }
    throw invalid("expected named fields");
  }

  public boolean has(String name) {
    return fields().containsKey(name);
  }

  public YamlNode get(String name) {
    var found = fields().get(name);
    if (found == null) {
      throw invalid("'" + name + "' is missing");
    }
    return found;
  }

  String textOr(String name, String otherwise) {
    return has(name) ? get(name).text() : otherwise;
  }

  List<String> textsOrNone(String name) {
    return has(name) ? get(name).texts() : List.of();
  }

  /** Fails on a field that nobody reads: most likely a typing error. */
  public YamlNode onlyWith(Set<String> names) {
    fields()
        .forEach(
            (name, node) -> {
              if (!names.contains(name)) {
                throw node.invalid("'" + name + "' is not known here, only " + names);
              }
            });
    return this;
  }

  public BrokenFile invalid(@Nullable String what) {
    return new BrokenFile(file, line, what);
  }

  /** A data file that cannot be used as it is; the message names file and line. */
  public static final class BrokenFile extends IllegalArgumentException {
    BrokenFile(String file, int line, @Nullable String what) {
      super(file + ", line " + line + ": " + what);
    }
  }
}
