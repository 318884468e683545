package dev.demarc.publicform;

import dev.demarc.casework.views.CaseReader;
import dev.demarc.casework.views.ReportDisposition;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Intake;
import dev.demarc.shared.Defang;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Sha256;
import dev.demarc.shared.Submitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes reports of strangers in, and tells each what became of theirs and of nothing else. */
@ApplicationScoped
class PublicReports {

  /** As in a Crockford base 32: no letters that are taken for others. */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int TOKEN = 26;
  private static final Duration GOOD_FOR = Duration.ofDays(180);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Submitter FORM = Submitter.channel("public form");

  /** What the stranger is handed: the number names the report, the token opens its page. */
  record Handed(String number, String token) {}

  /**
   * What became of a report.
   *
   * @param disposition null where nobody has read it yet
   */
  public record Status(
      String number,
      String about,
      Instant receivedAt,
      Instant goodUntil,
      @Nullable ReportDisposition disposition) {}

  private final Intake intake;
  private final CaseReader cases;
  private final EntityManager database;
  private final Clock clock;

  PublicReports(Intake intake, CaseReader cases, EntityManager database, Clock clock) {
    this.intake = intake;
    this.cases = cases;
    this.database = database;
    this.clock = clock;
  }

  /** The same for a form that is sent again. */
  static String numberOf(UUID once) {
    var digest = Sha256.of(("number " + once).getBytes(StandardCharsets.US_ASCII));
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      text.append(i == 4 ? "-" : "").append(LETTERS.charAt(digest[i] & 31));
    }
    return text.toString();
  }

  /**
   * Stores the report first; the token is only good once that is done.
   *
   * @param once the form's own name: sent again it is the same report, with another token
   */
  Handed take(byte[] body, String number, String about, UUID once) {
    var receipt =
        intake.receive(
            Delivery.overRest(
                "application/json", body, FORM, once.toString(), Delivery.FilingMode.BY_WORKER));
    var token = letters(TOKEN);
    return new Handed(write(receipt.reportId(), number, about, token), token);
  }

  @Transactional
  String write(UUID reportId, String number, String about, String token) {
    var now = clock.instant();
    database
        .createNativeQuery("delete from public_report where good_until < :now")
        .setParameter("now", now)
        .executeUpdate();
    return (String)
        database
            .createNativeQuery(
                "insert into public_report (report_id, number, token_hash, about, made_at,"
                    + " good_until) values (:report, :number, :hash, :about, :now, :until) on"
                    + " conflict (report_id) do update set token_hash = excluded.token_hash"
                    + " returning number",
                String.class)
            .setParameter("report", reportId)
            .setParameter("number", number)
            .setParameter("hash", hash(token))
            .setParameter("about", Defang.text(about))
            .setParameter("now", now)
            .setParameter("until", now.plus(GOOD_FOR))
            .getSingleResult();
  }

  /** The report that a token opens. */
  record Opened(UUID reportId, String number) {}

  static Problem nothingHere() {
    return Problem.notFound(
        "There is no report at this address. Links end 180 days after the report.");
  }

  /** Empty where no report has the token, or its time is over. */
  @Transactional
  Optional<Opened> opened(String token) {
    return row(token).map(row -> new Opened((UUID) row[0], (String) row[1]));
  }

  /** As {@link #opened}. */
  @Transactional
  Optional<Status> find(String token) {
    return row(token).map(this::status);
  }

  /** As people copy it: in small letters, and with dashes. */
  private Optional<Object[]> row(String token) {
    var plain = token.replace("-", "").toUpperCase(Locale.ROOT);
    if (plain.length() != TOKEN || !plain.chars().allMatch(c -> LETTERS.indexOf(c) >= 0)) {
      return Optional.empty();
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select report_id, number, about, made_at, good_until from public_report where"
                    + " token_hash = :hash and good_until > :now",
                Object[].class)
            .setParameter("hash", hash(plain))
            .setParameter("now", clock.instant())
            .getResultList();
    return rows.stream().map(row -> (Object[]) row).findFirst();
  }

  private Status status(Object[] row) {
    var id = (UUID) row[0];
    return new Status(
        (String) row[1],
        (String) row[2],
        (Instant) row[3],
        (Instant) row[4],
        cases.dispositions(List.of(id)).get(id));
  }

  private static byte[] hash(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.US_ASCII));
  }

  private static String letters(int many) {
    var text = new StringBuilder();
    for (int i = 0; i < many; i++) {
      text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
