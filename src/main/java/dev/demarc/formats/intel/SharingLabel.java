package dev.demarc.formats.intel;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Labels of the Traffic Light Protocol, of both its versions. */
final class SharingLabel {

  private static final List<String> STRICTER =
      List.of("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED");

  private SharingLabel() {}

  /**
   * @param words such as {@code tlp:amber}; what is no label does not count
   * @return null where there is no label
   */
  static @Nullable String strictest(Stream<String> words) {
    return words
        .map(word -> word.strip().toUpperCase(Locale.ROOT).replaceFirst("^TLP: ?", ""))
        .map(word -> word.equals("WHITE") ? "CLEAR" : word.replaceFirst("[_-]", "+"))
        .filter(STRICTER::contains)
        .max(Comparator.comparingInt(STRICTER::indexOf))
        .orElse(null);
  }
}
