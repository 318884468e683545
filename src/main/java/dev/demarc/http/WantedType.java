package dev.demarc.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says of a value of JSON that has the wrong type what it must be. Pure. */
final class WantedType {

  private WantedType() {}

  static String of(JsonMappingException wrong) {
    var wanted = wrong instanceof MismatchedInputException m ? m.getTargetType() : null;
    if (wanted == null || wanted == Object.class || wanted.isEnum()) {
      return "has the wrong type";
    }
    return "must be " + words(wanted);
  }

  private static String words(Class<?> type) {
    if (CharSequence.class.isAssignableFrom(type)) {
      return "text";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == Instant.class) {
      return "a time such as 2026-11-20T10:15:00Z";
    }
    if (type == UUID.class) {
      return "an id (a UUID)";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type.isRecord()) {
      return Arrays.stream(type.getRecordComponents())
          .map(RecordComponent::getName)
          .collect(Collectors.joining(", ", "an object with ", ""));
    }
    return Map.class.isAssignableFrom(type) ? "an object" : "of another type than it is";
  }
}
