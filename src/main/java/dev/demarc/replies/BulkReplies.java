package dev.demarc.replies;

import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.participants.Notes;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.ChangeUnderWay;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes one text to those who take part in several cases: on each case it is a note of its own,
 * and to each reader a mail of their own. A case that refuses holds up no other.
 */
@ApplicationScoped
public class BulkReplies {

  public static final int MOST_CASES = 100;

  /**
   * @param cases keys, each also with the version it was seen at: {@code DM-2026-000042@3}
   * @param body in which {@code {key}} and {@code {report}} are filled in for each reader
   * @param subject null for what each one's own report was about
   * @param xarf whether each case goes with it as XARF v4; null for not
   */
  public record Wish(
      @Nullable List<String> cases,
      @Nullable String body,
      @Nullable String subject,
      @Nullable Boolean xarf) {}

  /** One mail as it would go out. */
  public record Mail(String recipient, String subject, String text) {}

  /**
   * What a case's readers would get.
   *
   * @param refused why none would get anything; null where nothing is in the way
   */
  public record CasePreview(String key, List<Mail> mails, @Nullable String refused) {}

  /**
   * @param mails how many would go out of all cases
   */
  public record Preview(int mails, List<CasePreview> cases) {}

  /**
   * @param detail what is in the way
   */
  public record Refused(String key, String detail) {}

  /**
   * @param batch takes all of it back while no mail has left; see change batches
   * @param written keys of the cases on which it was written
   */
  public record Result(UUID batch, List<String> written, List<Refused> refused) {}

  private final Notes notes;

  BulkReplies(Notes notes) {
    this.notes = notes;
  }

  /**
   * What each reader would get; nothing is sent.
   *
   * @throws Problem INVALID naming cases, body or subject
   */
  public Preview preview(Wish wish) {
    var note = note(wish);
    var previews = new ArrayList<CasePreview>();
    cases(wish).keySet().forEach(key -> previews.add(preview(key, note)));
    return new Preview(previews.stream().mapToInt(p -> p.mails().size()).sum(), previews);
  }

  private CasePreview preview(CaseKey key, Notes.Note note) {
    try {
      var mails = notes.preview(key, note).stream();
      return new CasePreview(
          key.value(), mails.map(m -> new Mail(m.address(), m.subject(), m.text())).toList(), null);
    } catch (Problem refused) {
      return new CasePreview(key.value(), List.of(), refused.getMessage());
    }
  }

  /**
   * Writes it on each case that does not refuse.
   *
   * @throws Problem INVALID naming cases, body or subject
   */
  public Result send(Wish wish, Actor actor) {
    var note = note(wish);
    var cases = cases(wish);
    var batch = Ids.next();
    var written = new ArrayList<String>();
    var refused = new ArrayList<Refused>();
    return ChangeUnderWay.batch(
        batch,
        () -> {
          cases.forEach(
              (key, version) -> {
                try {
                  notes.add(key, note, version, actor);
                  written.add(key.value());
                } catch (Problem problem) {
                  refused.add(
                      new Refused(
                          key.value(), Objects.requireNonNullElse(problem.getMessage(), "")));
                }
              });
          return new Result(batch, written, refused);
        });
  }

  private static Notes.Note note(Wish wish) {
    return new Notes.Note(
        Objects.requireNonNullElse(wish.body(), ""),
        Visibility.REPORTER,
        null,
        wish.subject(),
        Boolean.TRUE.equals(wish.xarf()));
  }

  /** In their order, each once. */
  private static Map<CaseKey, ExpectedVersion> cases(Wish wish) {
    var typed = wish.cases() == null ? List.<String>of() : wish.cases();
    if (typed.isEmpty() || typed.size() > MOST_CASES) {
      throw Problem.invalid("cases", "name 1 to " + MOST_CASES + " cases");
    }
    var cases = new LinkedHashMap<CaseKey, ExpectedVersion>();
    for (var one : typed) {
      var parts = one == null ? new String[] {""} : one.trim().split("@", 2);
      var key =
          CaseKey.parse(parts[0].toUpperCase(Locale.ROOT))
              .orElseThrow(
                  () -> Problem.invalid("cases", "must be keys of cases, as DM-2026-000042"));
      cases.put(key, new ExpectedVersion(parts.length == 1 ? null : version(parts[1]), false));
    }
    return cases;
  }

  private static Integer version(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw Problem.invalid("cases", "behind the @ stands the version that the case was seen at");
    }
  }
}
