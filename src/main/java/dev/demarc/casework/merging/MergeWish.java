package dev.demarc.casework.merging;

import dev.demarc.casework.ExpectedVersion;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which cases somebody wants to be one.
 *
 * @param into the case that the others go into; null for the one that was opened first
 * @param cases the others; the one that they go into may be among them
 * @param versions at which the cases were seen, by their key; those that are not named may have
 *     changed since
 * @param reason may be null
 */
public record MergeWish(
    @Nullable CaseKey into, List<CaseKey> cases, Map<CaseKey, Integer> versions, String reason) {

  /** How many cases can be put into one at once. */
  public static final int AT_MOST = 200;

  public MergeWish {
    reason = reason(reason);
    var all = new LinkedHashSet<>(cases);
    all.remove(into);
    if (all.isEmpty() || into == null && all.size() < 2) {
      throw Problem.invalid("cases", "name the cases to merge: two, or one and where it goes");
    }
    if (all.size() > AT_MOST) {
      throw Problem.invalid("cases", "name at most " + AT_MOST + " cases at once");
    }
    cases = List.copyOf(all);
    versions = Map.copyOf(versions);
  }

  /**
   * @throws Problem INVALID where it is too long
   */
  static @Nullable String reason(String typed) {
    return TypedText.atMost(4000, "reason", typed);
  }

  ExpectedVersion expected(CaseKey key) {
    return new ExpectedVersion(versions.get(key), false);
  }
}
