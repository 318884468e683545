package dev.demarc.formats.indicators;

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
          " your host",
          " your machine",
          " your system",
          " your network",
          " your customer",
          " your user",
          " your address",
          "implicated",
          "infring",
          "spamvertised",
          "phishing url",
          "malicious url",
          "reported url",
          "ec2 instance",
          "[client ",
          "client: ",
          "client=",
          "rhost=",
          "remote_addr",
          "dal vostro",
          "dalla vostra",
          "z adresu",
          "desde ",
          "a partir do",
          "vanaf ",
          "von der ip",
          "von der adresse",
          "von ihrer ip",
          " ihr host",
          " ihr server",
          " ihre ip",
          " votre machine",
          " votre serveur",
          " votre ip",
          " su servidor",
          " su ip",
          "с адреса",
          "с ip",
          "贵公司",
          "貴社");
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
          "attacked host",
          " gegen ",
          " contre ",
          " contra ");
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
          "is scanning",
          "is brute",
          "is probing",
          "is flooding",
          "is spamming",
          "is infected",
          "is listed",
          "sends spam",
          "sent spam",
          "está realizando",
          "está atacando",
          "está envi",
          "sta attaccando",
          "atakuje",
          "greift ",
          "attaque",
          "攻撃",
          "攻击",
          "扫描",
          "рассыл");

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
    var logged = LogLine.role(text, start, end);
    if (logged != null && HOSTS.contains(type)) {
      return logged;
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
    if (!HOSTS.contains(type)) {
      return Role.MENTIONED;
    }
    return unless == Role.MENTIONED ? ListedHosts.role(text, start, end, type) : unless;
  }

  /** What a heading says of what it heads; null where it says nothing of that. */
  static Role ofHeading(String heading) {
    var words = " " + heading.toLowerCase(Locale.ROOT);
    int source = latest(words, SOURCE_BEFORE);
    int target = latest(words, TARGET_BEFORE);
    return source < 0 && target < 0 ? null : source >= target ? Role.SOURCE : Role.TARGET;
  }

  private static String lineBefore(String text, int start) {
    int from = Math.max(0, start - BEFORE);
    var near = text.substring(from, start);
    return " " + near.substring(near.lastIndexOf('\n') + 1).toLowerCase(Locale.ROOT);
  }

  private static String lineAfter(String text, int end) {
    int to = Math.min(text.length(), end + AFTER);
    var near = text.substring(end, to);
    int line = near.indexOf('\n');
    return (line < 0 ? near : near.substring(0, line)).toLowerCase(Locale.ROOT);
  }

  private static int latest(String text, List<String> words) {
    return words.stream().mapToInt(text::lastIndexOf).max().orElse(-1);
  }
}
