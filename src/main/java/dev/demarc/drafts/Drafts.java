package dev.demarc.drafts;

import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a person has typed on a case and not sent yet. It survives whatever else happens on the
 * page, a conflict, a sign-out and another browser; only they see it.
 */
@ApplicationScoped
public class Drafts {

  private static final int LONGEST = 20_000;
  private static final int LONGEST_SUBJECT = 200;
  private static final int LONGEST_RECIPIENTS = 6_000;

  private final EntityManager database;
  private final Clock clock;

  Drafts(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The forms that keep drafts. */
  public enum Tab {
    REPLY,
    NOTE;

    /**
     * @throws Problem NOT_FOUND
     */
    public static Tab of(String text) {
      return Arrays.stream(values())
          .filter(tab -> tab.slug().equals(text))
          .findFirst()
          .orElseThrow(() -> Problem.notFound("There are no drafts of " + text + "."));
    }

    public String slug() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * @param recipients those ticked, a blank between them
   */
  public record Draft(Tab tab, String body, String subject, String recipients, Instant savedAt) {

    public boolean names(String address) {
      return List.of(recipients.split(" ")).contains(address);
    }
  }

  /** Those of one person on one case, by the form's slug. */
  @Transactional
  public Map<String, Draft> of(String person, UUID caseId) {
    List<?> rows =
        database
            .createNativeQuery(
                "select tab, body, subject, recipients, saved_at from draft where person = :person"
                    + " and case_id = :case",
                Object[].class)
            .setParameter("person", person)
            .setParameter("case", caseId)
            .getResultList();
    return rows.stream()
        .map(row -> draft((Object[]) row))
        .collect(Collectors.toMap(draft -> draft.tab().slug(), Function.identity()));
  }

  private static Draft draft(Object[] row) {
    var at = row[4] instanceof Timestamp stamp ? stamp.toInstant() : (Instant) row[4];
    return new Draft(
        Tab.of((String) row[0]), (String) row[1], (String) row[2], (String) row[3], at);
  }

  /**
   * Keeps what was typed in the place of what was there; forgets it where nothing is typed.
   *
   * @throws Problem INVALID where it is longer than could be sent
   */
  @Transactional
  public void save(
      String person, UUID caseId, Tab tab, String body, String subject, List<String> recipients) {
    var text = cleaned(body, "body", LONGEST);
    var about = cleaned(subject, "subject", LONGEST_SUBJECT);
    var to = cleaned(String.join(" ", recipients), "recipients", LONGEST_RECIPIENTS);
    if (text.isBlank() && about.isBlank()) {
      discard(person, caseId, tab);
      return;
    }
    database
        .createNativeQuery(
            "insert into draft (person, case_id, tab, body, subject, recipients, saved_at) select"
                + " :person, :case, :tab, :body, :subject, :recipients, cast(:now as timestamptz)"
                + " where exists (select from person where username = :person) on conflict"
                + " (person, case_id, tab) do update set body = excluded.body, subject ="
                + " excluded.subject, recipients = excluded.recipients, saved_at ="
                + " excluded.saved_at")
        .setParameter("person", person)
        .setParameter("case", caseId)
        .setParameter("tab", tab.slug())
        .setParameter("body", text)
        .setParameter("subject", about)
        .setParameter("recipients", to)
        .setParameter("now", clock.instant())
        .executeUpdate();
  }

  @Transactional
  public void discard(String person, UUID caseId, Tab tab) {
    database
        .createNativeQuery(
            "delete from draft where person = :person and case_id = :case and tab = :tab")
        .setParameter("person", person)
        .setParameter("case", caseId)
        .setParameter("tab", tab.slug())
        .executeUpdate();
  }

  private static String cleaned(String text, String field, int longest) {
    var clean = TypedText.clean(text);
    if (clean == null) {
      return "";
    }
    if (clean.length() > longest) {
      throw Problem.invalid(field, "must have at most " + longest + " characters");
    }
    return clean;
  }
}
