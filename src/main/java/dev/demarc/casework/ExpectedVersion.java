package dev.demarc.casework;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * The version of a case that a change was made against.
 *
 * @param version null where the caller did not say: the change is made on whatever is there
 */
public record ExpectedVersion(@Nullable Integer version, boolean fromHeader) {

  public static final ExpectedVersion ANY = new ExpectedVersion(null, false);

  /**
   * @param ifMatch the header of RFC 9110 section 13.1.1, quoted or not; {@code *} matches any
   * @throws Problem where it is no version of a case
   */
  public static ExpectedVersion of(@Nullable Integer version, @Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank() || ifMatch.trim().equals("*")) {
      return new ExpectedVersion(version, false);
    }
    var bare = ifMatch.trim().replaceFirst("^W/", "").replace("\"", "");
    try {
      return new ExpectedVersion(Integer.valueOf(bare), true);
    } catch (NumberFormatException e) {
      throw new Problem(
          ProblemType.BAD_REQUEST, "If-Match must be the ETag that the case was answered with.");
    }
  }

  boolean isOf(IncidentCase current) {
    return version == null || version == current.version;
  }

  /**
   * @param current the case, at another version
   */
  Problem outOfDate(IncidentCase current, CurrentState state) {
    return new Problem(
            fromHeader ? ProblemType.PRECONDITION_FAILED : ProblemType.OUT_OF_DATE,
            current.key
                + " was changed meanwhile by "
                + state.updatedBy()
                + " (it is at version "
                + current.version
                + ", you had "
                + version
                + "). Nothing was changed; read it again and repeat.")
        .with("current", state);
  }
}
