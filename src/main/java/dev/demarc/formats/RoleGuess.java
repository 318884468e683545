package dev.demarc.formats;

import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an indicator does, from the words beside it on its line: the nearest word before it decides,
 * else what is said of it right behind. No such word: it is only mentioned.
 */
final class RoleGuess {

  private static final int BEFORE = 48;
  private static final int AFTER = 40;

  /** What can be named alone in a subject; domains there are more often those of ticket systems. */
  private static final Set<IndicatorType> HOSTS =
      Set.of(IndicatorType.IPV4, IndicatorType.IPV6, IndicatorType.EC2_INSTANCE, IndicatorType.URL);

  private static final List<String> SOURCE_BEFORE =
      List.of(
          "source",
          "src",
          "from ",
          "attacker",
          "attacking",
          "offend",
          "originat",
          "abuse by ",
          "report about",
          "about ",
          "spammer",
          "malicious ip",
          "infected",
          "abusive",
          "culprit",
          "failures of ",
          " your ip",
          " your server",
          "hosted at",
          "hosted on",
          " your instance",
          "implicated",
          "ec2 instance");
  private static final List<String> TARGET_BEFORE =
      List.of(
          "destination",
          "dst",
          "dest ",
          "dest:",
          "dest=",
          "target",
          "victim",
          " to ",
          "against",
          "towards",
          " our ip",
          " our server",
          " our network",
          "attacked host");
  private static final List<String> SOURCE_AFTER =
      List.of(
          "attack",
          "was found",
          "was reported",
          "was used",
          "is being used",
          "has been sending",
          "has been used",
          "tried to",
          "attempted",
          "is hosting",
          "is sending",
          "is scanning");

  private final Role unless;

  /**
   * @param unless the role of a host where no word says so; null to guess nothing at all
   */
  RoleGuess(Role unless) {
    this.unless = unless;
  }

  Role of(String text, int start, int end, IndicatorType type) {
    if (unless == null) {
      return Role.MENTIONED;
    }
    var before = lineBefore(text, start);
    int source = latest(before, SOURCE_BEFORE);
    int target = latest(before, TARGET_BEFORE);
    if (source >= 0 || target >= 0) {
      return source >= target ? Role.SOURCE : Role.TARGET;
    }
    var after = lineAfter(text, end);
    if (SOURCE_AFTER.stream().anyMatch(after::contains)) {
      return Role.SOURCE;
    }
    return HOSTS.contains(type) ? unless : Role.MENTIONED;
  }

  private static String lineBefore(String text, int start) {
    int from = Math.max(0, start - BEFORE);
    int line = text.lastIndexOf('\n', start - 1);
    return " "
        + text.substring(Math.max(from, Math.min(line + 1, start)), start).toLowerCase(Locale.ROOT);
  }

  private static String lineAfter(String text, int end) {
    int to = Math.min(text.length(), end + AFTER);
    int line = text.indexOf('\n', end);
    return text.substring(end, line < 0 ? to : Math.min(to, line)).toLowerCase(Locale.ROOT);
  }

  private static int latest(String text, List<String> words) {
    return words.stream().mapToInt(text::lastIndexOf).max().orElse(-1);
  }
}
