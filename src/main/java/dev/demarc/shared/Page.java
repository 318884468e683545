package dev.demarc.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a keyset-paged list.
 *
 * @param next the cursor of the page after this one, null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 200;

  /** Cuts a list that was read with one row more than the limit. */
  public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursorOf) {
    if (oneMore.size() <= limit) {
      return new Page<>(List.copyOf(oneMore), null);
    }
    var items = List.copyOf(oneMore.subList(0, limit));
    return new Page<>(items, cursorOf.apply(items.get(limit - 1)));
  }

  /**
   * @param wanted as it stands in the query; null or empty for the default
   * @throws Problem where it is no number within 1..200
   */
  public static @Nullable Integer parseLimit(String wanted) {
    if (wanted == null || wanted.isBlank()) {
      return null;
    }
    try {
      return limit(Integer.valueOf(wanted.trim()));
    } catch (NumberFormatException e) {
      throw Problem.invalid("limit", "must be between 1 and " + MAX_LIMIT);
    }
  }

  /**
   * @throws Problem where the limit is not within 1..200
   */
  public static int limit(@Nullable Integer wanted) {
    if (wanted == null) {
      return DEFAULT_LIMIT;
    }
    if (wanted < 1 || wanted > MAX_LIMIT) {
      throw Problem.invalid("limit", "must be between 1 and " + MAX_LIMIT);
    }
    return wanted;
  }
}
