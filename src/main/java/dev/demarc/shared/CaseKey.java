package dev.demarc.shared;

import com.google.re2j.Pattern;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The readable name of a case: {@code DM-<year>-<number>}, six digits or more. */
public record CaseKey(String value) {

  private static final Pattern WHOLE = Pattern.compile("DM-\\d{4}-\\d{6,12}");
  private static final Pattern IN_SUBJECT = Pattern.compile("(?i)\\[(DM-\\d{4}-\\d{6,12})\\]");

  public static CaseKey of(Instant openedAt, long number) {
    int year = openedAt.atZone(ZoneOffset.UTC).getYear();
    return new CaseKey(String.format(Locale.ROOT, "DM-%d-%06d", year, number));
  }

  public static Optional<CaseKey> parse(@Nullable String text) {
    return text != null && WHOLE.matches(text) ? Optional.of(new CaseKey(text)) : Optional.empty();
  }

  /**
   * The key in an address of the API, in letters of any size.
   *
   * @throws Problem NOT_FOUND where it cannot be the key of a case
   */
  public static CaseKey require(@Nullable String text) {
    return parse(text == null ? null : text.toUpperCase(Locale.ROOT))
        .orElseThrow(() -> Problem.notFound("There is no case " + text + "."));
  }

  /** Finds {@code [DM-2026-000042]} in the subject of a mail. */
  public static Optional<CaseKey> inSubject(@Nullable String subject) {
    if (subject == null) {
      return Optional.empty();
    }
    var found = IN_SUBJECT.matcher(subject);
    return found.find()
        ? Optional.of(new CaseKey(found.group(1).toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
