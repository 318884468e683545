package dev.demarc.casework;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.re2j.Pattern;
import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far what was reported may be shared: the labels of FIRST's TLP 2.0, the strictest last. */
public enum Tlp {
  CLEAR,
  GREEN,
  AMBER,
  AMBER_STRICT,
  RED;

  /** A label stands before what it is about. */
  private static final int READ = 4000;

  private static final Pattern LABEL =
      Pattern.compile("(?i)\\bTLP: ?(RED|AMBER\\+STRICT|AMBER|GREEN|CLEAR|WHITE)\\b");

  /** As it is written: {@code TLP:AMBER+STRICT}. */
  @JsonValue
  public String label() {
    return "TLP:" + name().replace('_', '+');
  }

  /** Whether it goes no further than to those who work on it. */
  public boolean isForTeamsOnly() {
    return compareTo(AMBER) >= 0;
  }

  /**
   * What a report is labelled, in its own field, its subject or the beginning of its text.
   *
   * @return null where it has no label
   */
  public static @Nullable Tlp of(ParsedReport parsed) {
    var text = parsed.text() == null ? "" : parsed.text();
    var read =
        "TLP:"
            + parsed.tlp()
            + " "
            + parsed.title()
            + "\n"
            + text.substring(0, Math.min(READ, text.length()));
    var labels = LABEL.matcher(read);
    Tlp strictest = null;
    while (labels.find()) {
      strictest = stricter(strictest, ofWord(labels.group(1)));
    }
    return strictest;
  }

  private static Tlp ofWord(String word) {
    return named(word).orElseThrow();
  }

  private static Optional<Tlp> named(String word) {
    var name = word.toUpperCase(Locale.ROOT).replace('+', '_').replace("WHITE", "CLEAR");
    return Arrays.stream(values()).filter(tlp -> tlp.name().equals(name)).findFirst();
  }

  /**
   * @param typed with or without {@code TLP:}; null or empty for no label
   * @return null for no label
   * @throws Problem INVALID naming {@code tlp}
   */
  public static @Nullable Tlp parse(String typed) {
    var word = typed == null ? "" : typed.strip().replaceFirst("(?i)^TLP: ?", "");
    if (word.isEmpty()) {
      return null;
    }
    return named(word)
        .orElseThrow(
            () ->
                Problem.invalid(
                    "tlp",
                    "must be TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED, or empty"
                        + " for no label"));
  }

  /** Either may be null. */
  public static @Nullable Tlp stricter(@Nullable Tlp one, @Nullable Tlp other) {
    return one == null || other != null && other.compareTo(one) > 0 ? other : one;
  }
}
