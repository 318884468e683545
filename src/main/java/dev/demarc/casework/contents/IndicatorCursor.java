package dev.demarc.casework.contents;

import dev.demarc.casework.CaseFile;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Problem;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the next page of a case's indicators starts: they have no id but what they are. */
public final class IndicatorCursor {

  private IndicatorCursor() {}

  public static String encode(UUID caseId, CaseFile.IndicatorLine last) {
    var what = last.type().slug() + " " + last.role().name() + " " + last.value();
    return new Cursor(what, caseId).encode();
  }

  /**
   * @throws Problem where it is none of ours
   */
  public static CaseFile.@Nullable IndicatorLine decode(String text) {
    var cursor = Cursor.decode(text);
    if (cursor == null) {
      return null;
    }
    var parts = cursor.sortValue().split(" ", 3);
    var type = CaseIndicators.type(parts[0]);
    var role =
        Arrays.stream(Role.values())
            .filter(r -> parts.length == 3 && r.name().equals(parts[1]))
            .findFirst();
    if (type.isEmpty() || role.isEmpty()) {
      throw Problem.invalid("cursor", "is not a cursor of this list; leave it out to start over");
    }
    return new CaseFile.IndicatorLine(type.get(), parts[2], role.get(), 0, 0);
  }
}
