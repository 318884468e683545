package dev.demarc.publicform;

import dev.demarc.intake.Delivery;
import dev.demarc.intake.Intake;
import dev.demarc.shared.Defang;
import dev.demarc.shared.EmailAddress;
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
  static final Submitter FORM = Submitter.channel("public form");

  /** What the stranger is handed: the number names the report, the token opens its page. */
  record Handed(UUID reportId, String number, String token) {}

  /**
   * A report as its page shows it.
   *
   * @param files how many came with it
   * @param understood null for a report from before that was kept
   * @param address that was typed with it: a claim, until it is proved. Null where none was
   * @param provedAt since when whoever has the page is known to be at the address; null before
   * @param linkUntil until when the link is good that the address was sent last; null without one
   */
  public record Status(
      UUID reportId,
      String number,
      String about,
      Instant receivedAt,
      Instant goodUntil,
      int files,
      @Nullable Understood understood,
      @Nullable EmailAddress address,
      @Nullable Instant provedAt,
      @Nullable Instant linkUntil) {}

  private final Intake intake;
  private final EntityManager database;
  private final Clock clock;

  PublicReports(Intake intake, EntityManager database, Clock clock) {
    this.intake = intake;
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
   * What is handed over.
   *
   * @param typed what of it is kept for its page
   * @param once the form's own name: sent again it is the same report, with another token
   */
  record NewReport(
      byte[] body,
      String contentType,
      TypedPublicReport typed,
      Understood understood,
      int files,
      UUID once) {}

  /** Stores the report first; the token is only good once that is done. */
  Handed take(NewReport report) {
    var receipt =
        intake.receive(
            Delivery.overRest(
                report.contentType(),
                report.body(),
                FORM,
                report.once().toString(),
                Delivery.FilingMode.BY_WORKER));
    var token = secret();
    return new Handed(receipt.reportId(), write(receipt.reportId(), report, token), token);
  }

  @Transactional
  String write(UUID reportId, NewReport report, String token) {
    var now = clock.instant();
    database
        .createNativeQuery("delete from public_report where good_until < :now")
        .setParameter("now", now)
        .executeUpdate();
    var understood = report.understood();
    return (String)
        database
            .createNativeQuery(
                "insert into public_report (report_id, number, token_hash, about, made_at,"
                    + " good_until, kind, things, more_things, seen_at, files, address) values"
                    + " (:report, :number, :hash, :about, :now, :until, :kind, :things, :more,"
                    + " cast(:seen as timestamptz), :files, cast(:address as text)) on conflict (report_id) do update set token_hash ="
                    + " excluded.token_hash returning number",
                String.class)
            .setParameter("report", reportId)
            .setParameter("number", numberOf(report.once()))
            .setParameter("hash", hash(token))
            .setParameter("about", Defang.text(report.typed().subject()))
            .setParameter("now", now)
            .setParameter("until", now.plus(GOOD_FOR))
            .setParameter("kind", understood.kind())
            .setParameter("things", understood.things().toArray(String[]::new))
            .setParameter("more", understood.more())
            .setParameter(
                "seen", understood.seenAt() == null ? null : understood.seenAt().toString())
            .setParameter("files", report.files())
            .setParameter(
                "address",
                EmailAddress.of(report.typed().email()).map(EmailAddress::value).orElse(null))
            .getSingleResult();
  }

  /**
   * The report that a token opens.
   *
   * @param proved the address that whoever has the page proved; null where they did not
   */
  record Opened(UUID reportId, String number, @Nullable EmailAddress proved) {}

  static Problem nothingHere() {
    return Problem.notFound(
        "There is no report at this address. Links end 180 days after the report.");
  }

  /** Empty where no report has the token, or its time is over. */
  @Transactional
  Optional<Opened> opened(String token) {
    return find(token)
        .map(
            report ->
                new Opened(
                    report.reportId(),
                    report.number(),
                    report.provedAt() == null ? null : report.address()));
  }

  /** As {@link #opened}. */
  @Transactional
  Optional<Status> find(String token) {
    return row(token).map(PublicReports::status);
  }

  /** As people copy it, in small letters and with dashes; empty where it is none. */
  static Optional<String> plain(String token) {
    var plain = token.replace("-", "").toUpperCase(Locale.ROOT);
    return plain.length() == TOKEN && plain.chars().allMatch(c -> LETTERS.indexOf(c) >= 0)
        ? Optional.of(plain)
        : Optional.empty();
  }

  private Optional<Object[]> row(String token) {
    var plain = plain(token);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select report_id, number, about, made_at, good_until, kind, things, more_things,"
                    + " seen_at, files, address, proved_at, proof_until from public_report where token_hash = :hash and good_until >"
                    + " :now",
                Object[].class)
            .setParameter("hash", hash(plain.get()))
            .setParameter("now", clock.instant())
            .getResultList();
    return rows.stream().map(row -> (Object[]) row).findFirst();
  }

  private static Status status(Object[] row) {
    var kind = (String) row[5];
    return new Status(
        (UUID) row[0],
        (String) row[1],
        (String) row[2],
        (Instant) row[3],
        (Instant) row[4],
        ((Number) row[9]).intValue(),
        kind == null
            ? null
            : new Understood(
                kind, List.of((String[]) row[6]), ((Number) row[7]).intValue(), (Instant) row[8]),
        EmailAddress.of((String) row[10]).orElse(null),
        (Instant) row[11],
        (Instant) row[12]);
  }

  static byte[] hash(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.US_ASCII));
  }

  /** 130 bits that nobody guesses. */
  static String secret() {
    var text = new StringBuilder();
    for (int i = 0; i < TOKEN; i++) {
      text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
