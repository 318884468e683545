package dev.demarc.shared;

import com.google.re2j.Pattern;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The readable name of a case: {@code DM-<year>-<number>}, six digits or more. */
public record CaseKey(String value) {

  private static final Pattern WHOLE = Pattern.compile("DM-\\d{4}-\\d{6,12}");
  private static final String KEY = "(DM-\\d{4}-\\d{6,12})";

  /** Marks of answers, and the numbers that another desk's program puts in front. */
  private static final String BEFORE =
      "(?:\\s|[\\[({][^\\[\\](){}]{1,60}[\\])}]|\\pL{2,10}(?:\\[\\d+\\])?[:：])*";

  private static final String LABEL =
      "(?:(?:your|our|ihr|unser|votre|su|uw|vostro|seu)[ \\t])?(?:case|ticket|ref(?:erence)?|incident|file|id|fall|vorgang"
          + "|referenz|aktenzeichen|dossier|r[ée]f(?:[ée]rence)?|caso|expediente|referencia|zaak|kenmerk"
          + "|pratica|riferimento|rif|processo|sprawa|p[řr][íi]pad|дело|ケース|案件)"
          + "(?:[ \\t]?(?:id|key|no|nr|number|nummer|n[º°]))?\\.?[ \\t]?[:#]?";

  /** As our mails write it, then as other people's programs and people do. */
  private static final List<Pattern> IN_SUBJECT =
      List.of(
          Pattern.compile("(?i)\\[" + KEY + "\\]"),
          Pattern.compile(
              "(?i)[\\[({<【「（［]\\s?(?:#|" + LABEL + ")?\\s?" + KEY + "\\s?[\\])}>】」）］]"),
          Pattern.compile("(?i)^" + BEFORE + "(?:" + LABEL + "\\s?)?#?" + KEY + "(?:[^\\w-]|$)"),
          Pattern.compile("(?i)\\s(?:[-\u2013\u2014:|#/]|" + LABEL + ")\\s?#?" + KEY + "\\s*$"));

  /** What stands before the key of another matter than the mail's own. */
  private static final Pattern SPOKEN_OF =
      Pattern.compile(
          "(?i)(?:^|[^\\pL])(?:see|cf|like|unlike|than|in|of|to|as|from|after|siehe|vgl|wie|voir|comme|v[ée]ase|ver|como|vedi|come|zie|zoals|zob|jak|viz|jako|см|как)"
              + "\\.?(?:\\s(?:also|auch|aussi|tambi[ée]n|tamb[ée]m|anche|ook|te[żz]|tak[ée]|также))?\\s+(?:"
              + LABEL
              + "\\s?)?$");

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

  /**
   * Finds {@code [DM-2026-000042]} in the subject of a mail, or the key in other brackets, behind a
   * word for a case, or where the subject begins or ends: other desks' programs write their own
   * number in front and rewrite brackets. A key that is only spoken of, {@code see DM-2026-000042},
   * is none.
   */
  public static Optional<CaseKey> inSubject(@Nullable String subject) {
    if (subject == null) {
      return Optional.empty();
    }
    for (var form : IN_SUBJECT) {
      var found = form.matcher(subject);
      if (found.find() && !SPOKEN_OF.matcher(subject.substring(0, found.start(1))).find()) {
        return Optional.of(new CaseKey(found.group(1).toUpperCase(Locale.ROOT)));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
