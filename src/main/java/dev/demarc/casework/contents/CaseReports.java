package dev.demarc.casework.contents;

import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.correlation.Subject;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.StoredReport;
import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which reports belong to which case. */
@ApplicationScoped
public class CaseReports {

  private static final int TITLE = 300;

  private final EntityManager database;
  private final Clock clock;

  CaseReports(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param because why it joined; null for the report that opened the case
   */
  public void link(
      IncidentCase filedIn,
      StoredReport report,
      ParsedReport parsed,
      List<Subject> subjects,
      @Nullable String because) {
    var link = new CaseReport();
    link.reportId = report.id();
    link.caseId = filedIn.id;
    link.filedAt = clock.instant();
    link.receivedAt = report.receivedAt();
    link.format = parsed.format();
    link.channel = report.channel().slug();
    link.title = title(parsed);
    link.reporter = reporter(parsed).map(EmailAddress::value).orElse(null);
    link.messageId = parsed.mail() == null ? report.messageId() : parsed.mail().messageId();
    link.externalId = parsed.externalId() == null ? null : clean(parsed.externalId());
    link.saidAt = SourceStatement.of(parsed).saidAt();
    link.joinedBecause = because;
    link.subjects = keys(subjects);
    database.persist(link);
    database.flush();
    SearchedWords.of(parsed).store(database, report.id(), filedIn.id);
  }

  /** Whether a report of the case has a later word of the source's on the same matter. */
  public boolean hasLaterWord(UUID caseId, @Nullable String externalId, @Nullable Instant saidAt) {
    return externalId != null
        && saidAt != null
        && !database
            .createQuery(
                "select r.reportId from CaseReport r where r.caseId = :id and r.externalId ="
                    + " :externalId and r.saidAt > :saidAt")
            .setParameter("id", caseId)
            .setParameter("externalId", clean(externalId))
            .setParameter("saidAt", saidAt)
            .setMaxResults(1)
            .getResultList()
            .isEmpty();
  }

  public static String[] keys(List<Subject> subjects) {
    return subjects.stream().filter(Subject::kept).map(Subject::key).toArray(String[]::new);
  }

  public static String title(ParsedReport parsed) {
    var title = parsed.title() == null ? "" : clean(parsed.title()).replaceAll("\\s+", " ").trim();
    if (title.isEmpty()) {
      return "Report without a title";
    }
    return title.length() > TITLE ? title.substring(0, TITLE - 1) + "…" : title;
  }

  /** PostgreSQL takes no NUL, and a header no control character. */
  public static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
  }

  /**
   * Who reports: the sender of the mail, else whom the report names. A claim, unless it is proved;
   * where answers are asked for instead is not where the report is from.
   */
  public static Optional<EmailAddress> reporter(ParsedReport parsed) {
    if (parsed.mail() != null) {
      return EmailAddress.of(parsed.mail().sender());
    }
    return parsed.reporter() == null
        ? Optional.empty()
        : EmailAddress.of(parsed.reporter().email());
  }
}
