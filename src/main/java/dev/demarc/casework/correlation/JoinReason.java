package dev.demarc.casework.correlation;

import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a report belongs to a case, as the timeline tells it after "joined a report because". Pure.
 */
final class JoinReason {

  static final String THREAD = "it answers a mail of this case";

  private JoinReason() {}

  /**
   * @param shared what the report has in common with the case
   * @param namedAs what the case's reports call that, where none of them names it by itself
   * @param category the case's
   */
  static String of(Subject shared, @Nullable String namedAs, String category, JoinRule rule) {
    return switch (shared.kind()) {
          case EXTERNAL_ID -> "its sender gives it the same id, " + shared.words();
          case RESOURCE -> resource(shared, namedAs) + said(shared) + same(category);
          case ADDRESS -> "it names the same address, " + thing(shared) + same(category);
          case SITE -> "it names the same site, " + thing(shared) + same(category);
          case ACCOUNT -> "it names the same account, " + shared.words() + same(category);
          case CONTROL -> "it is about the same control, " + shared.words();
          case THREAD ->
              "it is "
                  + shared.words()
                  + (shared.key().endsWith(" as " + category) ? same(category) : "");
        }
        + ", within "
        + rule.windowInWords()
        + " of the last";
  }

  /** Why two cases are related that are not one. */
  static String related(Subject shared) {
    return "both name "
        + shared.words()
        + said(shared)
        + ", and each an address or resource of its own";
  }

  private static String resource(Subject shared, @Nullable String namedAs) {
    var names =
        Stream.of(shared.namedAs(), namedAs)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "it names the same resource, " + shared.words()
        : "the inventory names " + names + " and " + shared.words() + " as one thing";
  }

  private static String thing(Subject shared) {
    return shared.words() + said(shared);
  }

  /** What it is in the report, and what that rests on. */
  private static String said(Subject shared) {
    if (shared.role() == null) {
      return "";
    }
    var role =
        switch (shared.role()) {
          case SOURCE -> ", as the source";
          case TARGET -> ", as what is attacked";
          case RESOURCE -> ", as the resource concerned";
          case BYSTANDER -> ", as a bystander";
          default -> ", without saying as what";
        };
    return shared.basis() == null || shared.role() == Role.MENTIONED
        ? role
        : role + " (" + words(shared.basis()) + ")";
  }

  private static String words(Basis basis) {
    return switch (basis) {
      case MENTION -> "nothing else can be meant";
      case WORDS -> "by the words near it";
      case LABEL -> "by a label or heading";
      case FIELD -> "by a field of the report";
      case RECURS -> "by the sender's other reports";
      case PERSON -> "a person said so";
    };
  }

  private static String same(String category) {
    return ", for the same kind of abuse (" + category + ")";
  }
}
