package dev.demarc.publicform;

import dev.demarc.casework.correspondence.LinkMessages;
import dev.demarc.casework.correspondence.LinkMessages.Kind;
import dev.demarc.shared.Defang;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What strangers add to their own reports, each by the link that they were given. */
@ApplicationScoped
class PublicMessages {

  static final int LONGEST = 5_000;

  /** So many of a report: who has more to say has another report. */
  static final int MOST = 20;

  /** So often files are added to a report. */
  static final int MOST_WITH_FILES = 5;

  /**
   * One that was sent.
   *
   * @param kind what it is for
   * @param body empty where its kind says it all
   */
  public record Message(Instant at, Kind kind, String body) {
    /** Empty for one as any. */
    String inWords() {
      return switch (kind) {
        case MESSAGE -> "";
        case FILES -> ": added files";
        case STOPPED -> ": it has stopped";
        case DISAGREEMENT -> ": you disagree with the outcome";
      };
    }

    /** Names of files are shown as they are: nothing makes a link of them. */
    String shown() {
      return kind == Kind.FILES ? body : Defang.text(body);
    }

    public boolean isFiles() {
      return kind == Kind.FILES;
    }

    public boolean isStopped() {
      return kind == Kind.STOPPED;
    }

    public boolean isDisagreement() {
      return kind == Kind.DISAGREEMENT;
    }
  }

  /**
   * One on its way in.
   *
   * @param once the form's own name: sent again it is the same message
   */
  record Typed(Kind kind, String body, UUID once) {
    Typed {
      body = TypedText.orEmpty(body);
      // that it has stopped says enough; whoever disagrees is asked why
      if (body.isEmpty() && kind != Kind.STOPPED || body.length() > LONGEST) {
        throw Problem.invalid(
            "body",
            kind == Kind.DISAGREEMENT
                ? "Say what you disagree with, in at most 5,000 characters."
                : "Write something, at most 5,000 characters.");
      }
    }
  }

  private final PublicReports reports;
  private final LinkMessages messages;
  private final EntityManager database;
  private final Clock clock;
  private final Duration disagreeWithin;

  PublicMessages(
      PublicReports reports,
      LinkMessages messages,
      EntityManager database,
      Clock clock,
      @ConfigProperty(name = "demarc.public-form.disagree-within", defaultValue = "30d")
          Duration disagreeWithin) {
    this.reports = reports;
    this.messages = messages;
    this.database = database;
    this.clock = clock;
    this.disagreeWithin = disagreeWithin;
  }

  /** Of a report, the earliest first. */
  @Transactional
  List<Message> of(UUID reportId) {
    List<?> rows =
        database
            .createNativeQuery(
                "select at, kind, body from public_message where report_id = :report order by at",
                Object[].class)
            .setParameter("report", reportId)
            .getResultList();
    return rows.stream()
        .map(row -> (Object[]) row)
        .map(row -> new Message((Instant) row[0], kind((String) row[1]), (String) row[2]))
        .toList();
  }

  private static Kind kind(String stored) {
    return Kind.valueOf(stored.toUpperCase(Locale.ROOT));
  }

  /**
   * Until when somebody may disagree with how their report ended.
   *
   * @param closedAt null where it has not
   */
  @Nullable Instant disagreeUntil(@Nullable Instant closedAt) {
    return closedAt == null ? null : closedAt.plus(disagreeWithin);
  }

  /**
   * @throws Problem NOT_FOUND where no report has the token; CONFLICT where it is worked on no
   *     more, or has so many already
   */
  @Transactional
  void add(String token, Typed typed) {
    add(token, typed, () -> {});
  }

  /**
   * The same with what is stored with it.
   *
   * @param stores run in the same transaction, and only where the message is taken
   */
  @Transactional
  void add(String token, Typed typed, Runnable stores) {
    var opened = reports.opened(token).orElseThrow(PublicReports::nothingHere);
    var id = idOf(opened.reportId(), typed);
    // one after the other, so that no more are counted than there may be
    database
        .createNativeQuery("select 1 from public_report where report_id = :report for update")
        .setParameter("report", opened.reportId())
        .getSingleResult();
    var there = there(opened.reportId(), id);
    if (there.thisOne()) {
      return;
    }
    there.requireRoom(typed.kind());
    var body = typed.body().isEmpty() ? null : typed.body();
    var message =
        new LinkMessages.LinkMessage(
            opened.reportId(), opened.number(), typed.kind(), body, opened.proved());
    if (!messages.add(message, endedAfter(there))) {
      throw new Problem(ProblemType.CONFLICT, refusal(typed.kind(), opened.number()));
    }
    insert(id, opened.reportId(), typed);
    stores.run();
  }

  /**
   * Whether one more of this kind would be taken, as far as that is known before it is there.
   *
   * @throws Problem as {@link #add}
   */
  @Transactional
  void require(String token, Kind kind) {
    var opened = reports.opened(token).orElseThrow(PublicReports::nothingHere);
    there(opened.reportId(), opened.reportId()).requireRoom(kind);
    if (!messages.isTakenNow(opened.reportId())) {
      throw new Problem(ProblemType.CONFLICT, refusal(kind, opened.number()));
    }
  }

  /** With one ending somebody disagrees once. */
  private Instant endedAfter(There there) {
    var limit = clock.instant().minus(disagreeWithin);
    var last = there.disagreed();
    return last == null || last.isBefore(limit) ? limit : last;
  }

  private static String refusal(Kind kind, String number) {
    return kind == Kind.DISAGREEMENT
        ? "It has not ended, you said so already, or the time for it is over. Send another report"
            + " and name "
            + number
            + " in it."
        : "This report is not being worked on now. Send another one and name " + number + " in it.";
  }

  private record There(
      boolean thisOne, long words, boolean stopped, @Nullable Instant disagreed, long withFiles) {

    private void requireRoom(Kind kind) {
      if (kind == Kind.MESSAGE && words >= MOST) {
        throw new Problem(
            ProblemType.CONFLICT,
            "There are " + MOST + " messages already. For more, send another report.");
      }
      if (kind == Kind.FILES && withFiles >= MOST_WITH_FILES) {
        throw new Problem(
            ProblemType.CONFLICT,
            "Files were added "
                + MOST_WITH_FILES
                + " times already. Send more by mail, or with another report.");
      }
      if (kind == Kind.STOPPED && stopped) {
        throw new Problem(ProblemType.CONFLICT, "You said so already; we know.");
      }
    }
  }

  private There there(UUID reportId, UUID id) {
    var row =
        (Object[])
            database
                .createNativeQuery(
                    "select coalesce(bool_or(id = :id), false), count(*) filter (where kind ="
                        + " 'message'), coalesce(bool_or(kind = 'stopped'), false), max(at) filter"
                        + " (where kind = 'disagreement'), count(*) filter (where kind = 'files')"
                        + " from public_message where report_id = :report",
                    Object[].class)
                .setParameter("id", id)
                .setParameter("report", reportId)
                .getSingleResult();
    return new There(
        (Boolean) row[0],
        ((Number) row[1]).longValue(),
        (Boolean) row[2],
        (Instant) row[3],
        ((Number) row[4]).longValue());
  }

  private void insert(UUID id, UUID reportId, Typed typed) {
    database
        .createNativeQuery(
            "insert into public_message (id, report_id, at, kind, body) values (:id, :report, :at,"
                + " :kind, :body)")
        .setParameter("id", id)
        .setParameter("report", reportId)
        .setParameter("at", clock.instant())
        .setParameter("kind", typed.kind().name().toLowerCase(Locale.ROOT))
        .setParameter("body", typed.body())
        .executeUpdate();
  }

  /**
   * The same for a form that is sent again, and of this report and kind alone: a name that a
   * stranger gave to a message of another report would else have those of this one counted as that,
   * and the forms of one page have one name.
   */
  private static UUID idOf(UUID report, Typed typed) {
    var name = report + " " + typed.kind() + " " + typed.once();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
  }
}
