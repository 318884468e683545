package dev.demarc.inventory;

import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an entry besides who holds it. What is null is not said.
 *
 * @param alias what people call it
 * @param contacts addresses besides the first
 * @param environment {@code production}, {@code test}, ...
 * @param criticality {@code low}, {@code medium}, {@code high} or {@code critical}
 * @param tags {@code name=value}
 */
public record Traits(
    @Nullable String alias,
    @Nullable List<String> contacts,
    @Nullable String environment,
    @Nullable String criticality,
    @Nullable List<String> tags) {

  public static final Traits NOTHING = new Traits(null, null, null, null, null);

  private static final List<String> CRITICALITIES = List.of("low", "medium", "high", "critical");
  private static final int MOST_TAGS = 50;
  private static final int MOST_CONTACTS = 20;
  private static final int LONGEST_TAG = 400;

  /**
   * @throws Problem INVALID naming the field
   */
  public Traits {
    alias = cut("alias", alias);
    environment = cut("environment", environment);
    criticality = criticality(cut("criticality", criticality));
    contacts = contacts == null ? null : addresses(contacts);
    tags = tags == null ? null : tags(tags);
  }

  private static @Nullable String cut(String field, @Nullable String text) {
    return TypedText.orNull(TypedText.atMost(200, field, text));
  }

  private static @Nullable String criticality(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var lower = text.toLowerCase(Locale.ROOT);
    if (!CRITICALITIES.contains(lower)) {
      throw Problem.invalid("criticality", "must be low, medium, high or critical");
    }
    return lower;
  }

  private static List<String> addresses(List<String> typed) {
    if (typed.size() > MOST_CONTACTS) {
      throw Problem.invalid("contacts", "there may be at most 20; use the address of a list");
    }
    return typed.stream()
        .filter(text -> text != null && !text.isBlank())
        .map(
            text ->
                EmailAddress.of(text)
                    .orElseThrow(
                        () -> Problem.invalid("contacts", "each must be an e-mail address"))
                    .value())
        .distinct()
        .toList();
  }

  private static List<String> tags(List<String> typed) {
    var tags = new LinkedHashSet<String>();
    for (var text : typed) {
      var tag = TypedText.orEmpty(text);
      if (tag.isEmpty()) {
        continue;
      }
      if (tag.indexOf('=') < 1 || tag.length() > LONGEST_TAG) {
        throw Problem.invalid("tags", "write name=value, at most 400 characters each");
      }
      tags.add(tag);
    }
    if (tags.size() > MOST_TAGS) {
      throw Problem.invalid("tags", "there may be at most 50");
    }
    return List.copyOf(tags);
  }
}
