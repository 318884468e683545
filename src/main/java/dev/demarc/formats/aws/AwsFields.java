package dev.demarc.formats.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.text.StatedDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an AWS document by dotted paths in lower camel case. Events write the names so, the
 * answers of AWS's APIs in upper camel case: both are found.
 */
record AwsFields(JsonNode node) {

  private static final int MOST = 100;

  AwsFields at(String path) {
    var found = node;
    for (var name : path.split("\\.")) {
      var exact = found.path(name);
      found =
          exact.isMissingNode()
              ? found.path(Character.toUpperCase(name.charAt(0)) + name.substring(1))
              : exact;
    }
    return new AwsFields(found);
  }

  boolean has(String path) {
    var found = at(path).node;
    return !found.isMissingNode() && !found.isNull();
  }

  @Nullable String text(String path) {
    return JsonTree.text(at(path).node);
  }

  @Nullable Integer integer(String path) {
    return JsonTree.integer(at(path).node);
  }

  /** Numbers above 10^11 are milliseconds since 1970, others seconds, with a fraction or not. */
  @Nullable Instant date(String path) {
    var found = at(path).node;
    if (found.isNumber() && isMillis(found.longValue())) {
      return Instant.ofEpochMilli(found.longValue());
    }
    if (found.isFloatingPointNumber() && isMillis(Math.round(found.doubleValue() * 1_000))) {
      return Instant.ofEpochSecond(found.longValue());
    }
    return StatedDate.of(JsonTree.text(found)).orElse(null);
  }

  /** From 1973 to 9999; a database takes no year far beyond. */
  private static boolean isMillis(long value) {
    return value > 100_000_000_000L && value < 253_402_300_800_000L;
  }

  /** The first of these paths that holds a scalar. */
  @Nullable String first(String... paths) {
    for (var path : paths) {
      var found = text(path);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The elements of a list; the object itself where there is one instead of a list. */
  List<AwsFields> list(String path) {
    var found = at(path).node;
    var elements = new ArrayList<AwsFields>();
    if (found.isObject()) {
      elements.add(new AwsFields(found));
    }
    if (found.isArray()) {
      for (int i = 0; i < found.size() && i < MOST; i++) {
        elements.add(new AwsFields(found.get(i)));
      }
    }
    return elements;
  }

  /** The scalars of a list, or the one scalar there is. */
  List<String> texts(String path) {
    var found = at(path).node;
    if (found.isValueNode()) {
      var only = JsonTree.text(found);
      return only == null ? List.of() : List.of(only);
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i < found.size() && texts.size() < MOST; i++) {
      var text = JsonTree.text(found.path(i));
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  static AwsFields of(@Nullable JsonNode node) {
    return new AwsFields(node == null ? MissingNode.getInstance() : node);
  }
}
