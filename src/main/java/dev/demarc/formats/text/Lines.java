package dev.demarc.formats.text;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Named facts for people and the engine, one a line; without those there are not. */
public final class Lines {

  private static final int LONGEST = 1_000;

  private final StringBuilder text = new StringBuilder();

  public Lines add(String name, @Nullable Object value) {
    var shown =
        value instanceof Collection<?> many
            ? many.isEmpty() ? null : String.join(", ", many.stream().map(String::valueOf).toList())
            : value == null ? null : value.toString();
    if (shown != null && !shown.isBlank()) {
      text.append(name).append(": ").append(Text.oneLine(shown, LONGEST)).append('\n');
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
