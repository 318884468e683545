package dev.demarc.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.demarc.shared.Cursor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Values that no honest caller sends, and now and then one that is right, to get past the first
 * check.
 */
final class HostileValues {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final UUID SOME = UUID.fromString("01930000-0000-7000-8000-000000000000");
  private static final String LAST_TIME = "+1000000000-12-31T23:59:59.999999999Z";

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "a\0b",
          "\ud800",
          "\uffff",
          "\u202e",
          "\u0130",
          "a\r\nSet-Cookie: x=1",
          "x".repeat(70),
          "x".repeat(5_000),
          "'",
          "\"><script>alert(1)</script>",
          "${7*7}",
          "{7*7}",
          "../../etc/passwd",
          "%zz",
          "/[",
          "*",
          "(",
          "\\",
          "-1",
          "0",
          "2147483648",
          "99999999999999999999",
          "1e309",
          "NaN",
          "null",
          "true",
          LAST_TIME,
          "-1000000000-01-01T00:00:00Z",
          "+294277-01-01T00:00:00Z",
          "-4714-01-01T00:00:00Z",
          "2026-02-30T00:00:00Z",
          SOME.toString(),
          "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "1-1-1-1-1",
          new Cursor("", SOME).encode(),
          new Cursor(LAST_TIME, SOME).encode(),
          new Cursor("+294277-01-01T00:00:00Z", SOME).encode(),
          new Cursor("2026-01-01T00:00:00Z", SOME).encode(),
          new Cursor("\0", SOME).encode(),
          new Cursor("ip SOURCE \0", SOME).encode(),
          "fHw",
          "::1",
          "999.1.1.1",
          "10.0.0.0/99",
          "fe80::1%eth0",
          "arn:aws:iam::123456789012:",
          "a@b",
          "@",
          "DM-2026-99999999999999999999",
          "DM-99999-1",
          "sort:x is:y queue:'",
          "\ud83e\udd8a");

  private final Random random;
  private final Map<String, String> right;

  /**
   * @param right values that are right, by the name of their field
   */
  HostileValues(long seed, Map<String, String> right) {
    this.random = new Random(seed);
    this.right = right;
  }

  boolean sometimes(double how) {
    return random.nextDouble() < how;
  }

  String text(String field) {
    return right.containsKey(field) && sometimes(0.6) ? right.get(field) : pick(TEXTS);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** What a member of this type might be, or something else altogether. */
  JsonNode json(String field, Type type) {
    if (sometimes(0.1)) {
      return pick(
          List.of(
              JSON.nullNode(),
              JSON.objectNode(),
              JSON.arrayNode().add(JSON.nullNode()),
              JSON.numberNode(Long.MAX_VALUE),
              JSON.numberNode(1e300),
              JSON.booleanNode(true)));
    }
    if (type instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> raw
        && Collection.class.isAssignableFrom(raw)) {
      var many = JSON.arrayNode();
      for (int i = random.nextInt(3); i > 0; i--) {
        many.add(json(field, generic.getActualTypeArguments()[0]));
      }
      return many;
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      return JSON.objectNode().put(pick(TEXTS), pick(TEXTS));
    }
    return type instanceof Class<?> plain ? json(field, plain) : JSON.textNode(text(field));
  }

  private JsonNode json(String field, Class<?> type) {
    if (type.isRecord()) {
      var object = JSON.objectNode();
      for (var component : type.getRecordComponents()) {
        if (sometimes(0.8)) {
          object.set(component.getName(), json(component.getName(), component.getGenericType()));
        }
      }
      return object;
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return right.containsKey(field) && sometimes(0.6)
          ? JSON.numberNode(Integer.parseInt(right.get(field)))
          : JSON.numberNode(pick(List.of(0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE)));
    }
    if (type == Double.class || type == double.class) {
      return JSON.numberNode(pick(List.of(0.0, -1.0, 0.5, 1e300)));
    }
    if (type == Boolean.class || type == boolean.class) {
      return JSON.booleanNode(random.nextBoolean());
    }
    if (type.isEnum() && sometimes(0.5)) {
      return JSON.textNode(((Enum<?>) type.getEnumConstants()[0]).name());
    }
    return JSON.textNode(text(field));
  }
}
