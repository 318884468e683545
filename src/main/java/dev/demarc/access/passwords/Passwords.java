package dev.demarc.access.passwords;

import dev.demarc.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a new password must be like, after NIST SP 800-63B-4 section 3.1.1.2. */
public final class Passwords {

  /** UTF-8; enough for any passphrase, and little to hash. */
  static final int MOST_BYTES = 1024;

  private static final String PRODUCT = "demarc";
  private static final int LEFT_BESIDE_NAMES = 8;

  private Passwords() {}

  /** The same characters typed on another system are the same password. */
  public static String normalise(@Nullable String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKC);
  }

  static boolean isTooLong(String typed) {
    return typed.length() > MOST_BYTES
        || typed.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
  }

  /**
   * @param names the person's own: user name, name, e-mail address; nulls are passed over
   * @param isCommon whether a password in lower case is on the list of common ones
   * @throws Problem INVALID where the password is not to be used; says why
   */
  static void require(
      @Nullable String typed, int shortest, Collection<String> names, Predicate<String> isCommon) {
    objection(typed, shortest, names, isCommon)
        .ifPresent(
            why -> {
              throw Problem.invalid("password", why);
            });
  }

  public static Optional<String> objection(
      @Nullable String typed, int shortest, Collection<String> names, Predicate<String> isCommon) {
    if (typed != null && isTooLong(typed)) {
      return Optional.of("must have at most 1,024 bytes");
    }
    var password = typed == null ? "" : normalise(typed);
    if (password.codePointCount(0, password.length()) < shortest) {
      return Optional.of(
          "must have at least " + shortest + " characters; several words do well, spaces count");
    }
    var folded = password.toLowerCase(Locale.ROOT);
    if (isCommon.test(folded) || isCommon.test(lettersAndDigits(folded))) {
      return Optional.of("is one of those that are tried first, from lists of stolen passwords");
    }
    if (isRepeated(folded, isCommon)) {
      return Optional.of("repeats a short or common part; use several different words");
    }
    if (isSequence(folded)) {
      return Optional.of("is a sequence of neighbouring characters; use several different words");
    }
    if (isMadeOfNames(folded, names)) {
      return Optional.of("is made of your own name or Demarc's; use other words");
    }
    return Optional.empty();
  }

  /** {@code abcabcabcabcabc} is no longer than its part. */
  private static boolean isRepeated(String text, Predicate<String> isCommon) {
    for (int length = 1; length <= text.length() / 2; length++) {
      var part = text.substring(0, length);
      boolean repeats = (part.repeat(text.length() / length + 1)).startsWith(text);
      if (repeats) {
        return length < LEFT_BESIDE_NAMES || isCommon.test(part);
      }
    }
    return false;
  }

  /** Counting up or down, or staying the same, but for one step in five. */
  private static boolean isSequence(String text) {
    int steps = 0;
    for (int i = 1; i < text.length(); i++) {
      if (Math.abs(text.charAt(i) - text.charAt(i - 1)) <= 1) {
        steps++;
      }
    }
    return steps * 5 >= (text.length() - 1) * 4;
  }

  private static boolean isMadeOfNames(String text, Collection<String> names) {
    var rest = lettersAndDigits(text);
    var words = new ArrayList<>(List.of(PRODUCT));
    names.stream()
        .filter(Objects::nonNull)
        .flatMap(name -> List.of(name.toLowerCase(Locale.ROOT).split("[^\\pL\\pN]+")).stream())
        .filter(word -> word.length() >= 3)
        .forEach(words::add);
    words.sort((a, b) -> b.length() - a.length());
    for (var word : words) {
      rest = rest.replace(word, "");
    }
    return rest.length() < LEFT_BESIDE_NAMES && rest.length() < lettersAndDigits(text).length();
  }

  private static String lettersAndDigits(String text) {
    return text.replaceAll("[^\\pL\\pN]", "");
  }
}
