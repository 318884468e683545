package dev.demarc.casework.merging;

import dev.demarc.shared.IndicatorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much two cases look like one matter, and why. Pure. */
final class Likeness {

  private static final int STRONG = 10;
  private static final int WEAK = 3;
  private static final int NAMED = 3;

  private final List<String> strong = new ArrayList<>();
  private final List<String> weak = new ArrayList<>();
  private boolean sameCategory;
  private @Nullable String account;

  /** What both name. Resources and addresses tell two matters apart; sites and files are shared. */
  void bothName(IndicatorType type, String value) {
    var of = isStrong(type) ? strong : weak;
    if (!of.contains(value)) {
      of.add(value);
    }
  }

  static boolean isStrong(IndicatorType type) {
    return switch (type) {
      case IPV4, IPV6, ARN, EC2_INSTANCE, S3_BUCKET, ACCESS_KEY -> true;
      default -> false;
    };
  }

  void sameCategory() {
    sameCategory = true;
  }

  /** Both are in this account, and not long from each other. */
  void sameAccount(String id) {
    account = id;
  }

  /** What is shared by many is a sign only of things of one kind. */
  boolean isAny() {
    return !strong.isEmpty() || sameCategory && (!weak.isEmpty() || account != null);
  }

  int score() {
    return strong.size() * STRONG
        + weak.size() * WEAK
        + (account == null ? 0 : 2)
        + (sameCategory ? 1 : 0);
  }

  List<String> reasons() {
    return Stream.of(named(strong), named(weak), account())
        .filter(reason -> !reason.isEmpty())
        .toList();
  }

  private static String named(List<String> values) {
    if (values.isEmpty()) {
      return "";
    }
    int more = values.size() - NAMED;
    return "both name "
        + String.join(", ", values.subList(0, Math.min(NAMED, values.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private String account() {
    return account == null || !sameCategory
        ? ""
        : "both are of one category in the account " + account;
  }
}
