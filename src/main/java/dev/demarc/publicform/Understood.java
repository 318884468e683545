package dev.demarc.publicform;

import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Category;
import dev.demarc.shared.Defang;
import dev.demarc.shared.Indicator;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read out of a report when it came, for whoever sent it to see whether that is what they
 * meant: of their own words, and of no other report.
 *
 * @param kind of what happens, in words
 * @param things that it names, defanged, those that do it first; {@link #SHOWN} at most
 * @param more how many it names besides
 * @param seenAt when it happened; null where that was not read
 */
public record Understood(String kind, List<String> things, int more, @Nullable Instant seenAt) {

  static final int SHOWN = 10;

  private static final int LONGEST = 200;

  static Understood of(TypedPublicReport typed, ParsedReport parsed) {
    var category = parsed.category();
    var kind = TypedPublicReport.Kind.of(typed.kind()).title();
    if (category == Category.CHILD_ABUSE) {
      return new Understood(category.title(), List.of(), 0, parsed.occurredAt());
    }
    var things =
        parsed.indicators().stream()
            .filter(one -> one.role().isOfTheEvent())
            .sorted((a, b) -> Boolean.compare(isSource(b), isSource(a)))
            .map(one -> shown(one.value()))
            .distinct()
            .toList();
    return new Understood(
        kind,
        things.stream().limit(SHOWN).toList(),
        Math.max(0, things.size() - SHOWN),
        parsed.occurredAt());
  }

  private static boolean isSource(Indicator one) {
    return one.role() == Indicator.Role.SOURCE;
  }

  private static String shown(String value) {
    var plain = Defang.text(value);
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
  }
}
