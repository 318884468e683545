package dev.demarc.inventory.resolver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.inventory.NewEntry;
import dev.demarc.inventory.Traits;
import dev.demarc.shared.Problem;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a resolver said.
 *
 * @param holder null where nobody held it
 * @param from since when; not after the time that was asked about
 * @param until until when it holds, as far as is known; not before the time that was asked about
 * @param maxAgeSeconds how long the answer stands; null where it does not say
 */
record ResolverAnswer(
    @Nullable NewEntry holder, Instant from, Instant until, @Nullable Integer maxAgeSeconds) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST_AGE = 365 * 24 * 3600;

  /**
   * Reads {@code {"holder": {"owner": ...}, "validFrom": ..., "validUntil": ..., "maxAgeSeconds":
   * ...}}.
   *
   * @param at the time that was asked about
   * @throws IOException where it is none; the message says what is wrong
   */
  static ResolverAnswer read(byte[] body, Instant at) throws IOException {
    JsonNode json;
    try {
      json = MAPPER.readTree(body);
    } catch (IOException e) {
      throw new IOException("its answer is no JSON");
    }
    if (json == null || !json.isObject() || !json.has("holder")) {
      throw new IOException("its answer has no member holder; say null where nobody held it");
    }
    var from = time(json, "validFrom");
    var until = time(json, "validUntil");
    if (from != null && from.isAfter(at) || until != null && until.isBefore(at)) {
      throw new IOException("its answer is about another time than " + at);
    }
    try {
      var holder = json.get("holder").isNull() ? null : holder(json.get("holder"));
      return new ResolverAnswer(
          holder, from == null ? at : from, until == null ? at : until, age(json));
    } catch (Problem wrong) {
      throw new IOException("its answer is wrong: holder." + wrong.getMessage());
    }
  }

  private static NewEntry holder(JsonNode holder) {
    if (!holder.isObject()) {
      throw Problem.invalid("owner", "holder must be an object or null");
    }
    if (text(holder, "owner") == null) {
      throw Problem.invalid("owner", "is needed");
    }
    return new NewEntry(
        Kind.RESOURCE,
        "asked",
        text(holder, "owner"),
        text(holder, "contact"),
        text(holder, "accountId"),
        text(holder, "service"),
        text(holder, "region"),
        text(holder, "resource"),
        null,
        null,
        new Traits(
            null, null, text(holder, "environment"), text(holder, "criticality"), tags(holder)));
  }

  private static List<String> tags(JsonNode holder) {
    var tags = new ArrayList<String>();
    holder.path("tags").forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  private static @Nullable String text(JsonNode node, String name) {
    var value = node.get(name);
    return value == null || value.isNull() || !value.isValueNode() || value.asText().isBlank()
        ? null
        : value.asText();
  }

  private static @Nullable Instant time(JsonNode json, String name) throws IOException {
    var text = text(json, name);
    try {
      var time = text == null ? null : OffsetDateTime.parse(text).toInstant();
      if (time == null
          || time.isAfter(Instant.parse("0001-01-01T00:00:00Z"))
              && time.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
        return time;
      }
    } catch (DateTimeException e) {
      // is told below
    }
    throw new IOException("its answer's " + name + " is no time such as 2026-11-20T10:15:00Z");
  }

  private static @Nullable Integer age(JsonNode json) throws IOException {
    var age = json.get("maxAgeSeconds");
    if (age == null || age.isNull()) {
      return null;
    }
    if (!age.canConvertToInt() || age.asInt() < 0) {
      throw new IOException("its answer's maxAgeSeconds is no number of seconds");
    }
    return Math.min(age.asInt(), LONGEST_AGE);
  }

  /** Environment, criticality and tags, as conditions see them. */
  List<String> allTags() {
    var all = new ArrayList<String>();
    if (holder == null) {
      return all;
    }
    var traits = holder.traits();
    if (traits.environment() != null) {
      all.add("environment=" + traits.environment());
    }
    if (traits.criticality() != null) {
      all.add("criticality=" + traits.criticality());
    }
    all.addAll(traits.tags());
    return all;
  }
}
