package dev.demarc.console;

import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.correlation.RuleChanges;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.Defang;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values read on a page. */
@TemplateExtension
class Words {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  /** {@code 38 min}, {@code 3 h}, {@code 9 d}: how long ago. */
  static String age(Instant then) {
    return length(atLeastAMinute(Duration.between(then, Instant.now()).abs()));
  }

  /** Nothing is 0 minutes late. */
  private static Duration atLeastAMinute(Duration length) {
    return length.toMinutes() < 1 ? Duration.ofMinutes(1) : length;
  }

  /** Time left, with a minus where it has passed. */
  static String left(Instant due) {
    var left = Duration.between(Instant.now(), due);
    var length = length(atLeastAMinute(left.abs()));
    return left.isNegative() ? "−" + length : length;
  }

  /** {@code late} past it, {@code soon} within the hour, else empty. */
  static String urgency(Instant due) {
    var left = Duration.between(Instant.now(), due);
    if (left.isNegative()) {
      return "late";
    }
    return left.compareTo(Duration.ofHours(1)) < 0 ? "soon" : "";
  }

  private static String length(Duration length) {
    long minutes = length.toMinutes();
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = length.toHours();
    if (hours < 10) {
      return minutes % 60 == 0
          ? hours + " h"
          : String.format(Locale.ROOT, "%d h %02d", hours, minutes % 60);
    }
    return hours < 48 ? hours + " h" : length.toDays() + " d";
  }

  /** A clock of a queue, from minutes. */
  static String duration(int minutes) {
    return length(Duration.ofMinutes(minutes));
  }

  /** Days where they are whole. */
  static String hours(int hours) {
    return hours % 24 == 0 ? hours / 24 + " d" : hours + " h";
  }

  /** What a rule for joining says. */
  static String inWords(RuleChanges.Terms terms) {
    return terms.joins()
        ? "join by " + kindsInWords(terms.subjects()) + " within " + hours(terms.windowHours())
        : "never join";
  }

  /** What reports have in common, as rules for joining list it. */
  static String kindsInWords(List<String> kinds) {
    return kinds.stream().map(Words::kindInWords).collect(Collectors.joining(", "));
  }

  static String kindInWords(String kind) {
    return switch (kind) {
      case "external-id" -> "their sender’s id";
      case "resource" -> "AWS resource";
      case "address" -> "IP address";
      case "site" -> "domain or URL";
      case "account" -> "AWS account";
      case "thread" -> "mail thread";
      default -> spaced(kind);
    };
  }

  static String second(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString().substring(11, 19) + " UTC";
  }

  static String minute(Instant at) {
    return MINUTE.format(at);
  }

  /** As a field for a date and time wants it, in UTC, with no zone. */
  static String input(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).toString().substring(0, 16);
  }

  /** The name of the form that moves a side's clock. */
  static String clock(Side side) {
    return side.slug() + "-clock";
  }

  /** The name of the form that has a side's part wait. */
  static String wait(Side side) {
    return side.slug() + "-wait";
  }

  /** What a person does who sets a part to this. */
  static String deed(WorkStatus next) {
    return switch (next) {
      case NEW, WITHDRAWN -> next.slug();
      case TRIAGED -> "Triaged";
      case IN_PROGRESS -> "Start";
      case WAITING -> "Wait";
      case RESOLVED -> "Resolved";
      case CLOSED -> "Close this part";
      case REOPENED -> "Take up again";
    };
  }

  static String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The key of what a list sends as a key and a version. */
  static String withoutVersion(String picked) {
    return picked.replaceFirst("@.*", "");
  }

  static String defanged(String text) {
    return text == null ? "" : Defang.text(text);
  }

  /** What a thing is in the event that a report tells of. */
  static String words(Indicator.Role role) {
    return switch (role) {
      case SOURCE -> "source";
      case TARGET -> "attacked";
      case REPORTER -> "reporter";
      case MENTIONED -> "only mentioned";
      case RESOURCE -> "resource concerned";
      case BRAND -> "imitated";
      case BYSTANDER -> "bystander";
      case FURNITURE -> "not of the event";
    };
  }

  /** What the role rests on. */
  static String words(Indicator.Basis basis) {
    return switch (basis) {
      case FIELD -> "by a field of the format";
      case LABEL -> "by a label or heading";
      case WORDS -> "by the words near it";
      case MENTION -> "named without such words";
      case RECURS -> "in all reports of this sender";
      case PERSON -> "a person said so";
    };
  }

  static @Nullable String shown(Indicator indicator) {
    return Defang.indicator(indicator.type(), indicator.value());
  }

  static @Nullable String defangedAs(String value, IndicatorType type) {
    return Defang.indicator(type, value);
  }

  /** The class of a side's colour. */
  static String tone(Responsibility responsibility) {
    return responsibility.name().toLowerCase(Locale.ROOT);
  }

  /** The letter stands for the side where colour cannot be seen. */
  static String letter(Responsibility responsibility) {
    return switch (responsibility) {
      case AWS -> "A";
      case CUSTOMER -> "C";
      case SHARED -> "C·A";
    };
  }

  static String word(Responsibility responsibility) {
    return switch (responsibility) {
      case AWS -> "AWS";
      case CUSTOMER -> "customer";
      case SHARED -> "shared";
    };
  }

  static String word(Side side) {
    return side == Side.AWS ? "AWS" : "Customer";
  }

  static String two(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  static String weighed(double weight) {
    return String.format(Locale.ROOT, "+%.1f", weight);
  }

  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    return bytes < 1024 * 1024
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024.0);
  }

  /** For the query of a link. */
  static String urlEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String joined(List<String> words) {
    return String.join(", ", words);
  }

  /** {@code 1 report}, {@code 10 000 reports}, with a narrow space. */
  static String counted(int number, String what) {
    return NumberWords.grouped(number) + " " + what + (number == 1 ? "" : "s");
  }

  /** As cases call it; what is no category stays as it is. */
  static String categoryTitle(String slug) {
    return Category.titles(List.of(slug)).get(0);
  }

  /** What people call a type of indicators, by the name that it has in the API. */
  static String typeInWords(String slug) {
    return Arrays.stream(IndicatorType.values())
        .filter(type -> type.slug().equals(slug))
        .map(IndicatorType::words)
        .findFirst()
        .orElse("–");
  }

  static String spaced(String slug) {
    return slug == null ? "" : slug.replace('-', ' ');
  }
}
