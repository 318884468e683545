package dev.demarc.startup;

import com.google.re2j.Pattern;
import io.smallrye.config.ConfigValidationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is wrong with the configuration, in one line for the operator. */
final class ConfigMistakes {

  private static final Pattern CODE = Pattern.compile("^[A-Z]+\\d+: ");
  private static final Pattern UNKNOWN =
      Pattern.compile("^(\\S+) in (.+) does not map to any root$");

  private ConfigMistakes() {}

  static String describe(ConfigValidationException mistakes) {
    return IntStream.range(0, mistakes.getProblemCount())
        .mapToObj(i -> describe(mistakes.getProblem(i).getMessage()))
        .distinct()
        .collect(Collectors.joining("; ", "", "; docs/operating.md lists the settings."));
  }

  static String describe(String problem) {
    var words = CODE.matcher(problem).replaceFirst("").strip();
    var unknown = UNKNOWN.matcher(words);
    return unknown.find()
        ? unknown.group(1) + " (from " + unknown.group(2) + ") is no setting of Demarc"
        : words;
  }
}
