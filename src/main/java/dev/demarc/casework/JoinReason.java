package dev.demarc.casework;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  static String of(Subject shared, String namedAs, String category, JoinRule rule) {
    return switch (shared.kind()) {
          case EXTERNAL_ID -> "its sender gives it the same id, " + shared.words();
          case RESOURCE -> resource(shared, namedAs) + same(category);
          case ADDRESS -> "it names the same address, " + shared.words() + same(category);
          case SITE -> "it names the same site, " + shared.words() + same(category);
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

  private static String resource(Subject shared, String namedAs) {
    var names =
        Stream.of(shared.namedAs(), namedAs)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "it names the same resource, " + shared.words()
        : "the inventory names " + names + " and " + shared.words() + " as one thing";
  }

  private static String same(String category) {
    return ", for the same kind of abuse (" + category + ")";
  }
}
