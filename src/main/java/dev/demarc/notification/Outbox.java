package dev.demarc.notification;

import dev.demarc.notification.relay.MailStatus;
import dev.demarc.notification.relay.Relay;
import dev.demarc.notification.relay.RelayFailure;
import dev.demarc.notification.relay.RelaySettings;
import dev.demarc.notification.relay.SentMail;
import dev.demarc.shared.ChangeUnderWay;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every mail that goes out, written in the transaction that caused it and delivered after it. */
@ApplicationScoped
public class Outbox implements PanacheRepositoryBase<OutboxMail, UUID> {

  /** Of people who see some cases only. */
  public static final int MOST_COUNTED = 100;

  private static final List<MailStatus> WAITING =
      List.of(MailStatus.HELD, MailStatus.FAILED, MailStatus.BOUNCED);

  private final DeliveryJobs jobs;
  private final MailSettings settings;
  private final RelaySettings relaySettings;
  private final Relay relay;
  private final MailVisibility visibility;
  private final Clock clock;

  Outbox(
      DeliveryJobs jobs,
      MailSettings settings,
      RelaySettings relaySettings,
      Relay relay,
      MailVisibility visibility,
      Clock clock) {
    this.jobs = jobs;
    this.settings = settings;
    this.relaySettings = relaySettings;
    this.relay = relay;
    this.visibility = visibility;
    this.clock = clock;
  }

  void put(
      @Nullable UUID caseId,
      String kind,
      String recipient,
      String subject,
      String text,
      String html,
      @Nullable String inReplyTo,
      boolean hold) {
    var mail = new OutboxMail();
    mail.id = Ids.next();
    mail.caseId = caseId;
    mail.kind = kind;
    mail.recipient = recipient;
    mail.subject = subject;
    mail.bodyText = text;
    mail.bodyHtml = html;
    mail.messageId = ReplyAddress.newMessageId(domain());
    mail.inReplyTo = inReplyTo;
    mail.status = hasRelay() && !hold ? MailStatus.PENDING : MailStatus.HELD;
    mail.createdAt = clock.instant();
    mail.changeId = ChangeUnderWay.current().map(ChangeUnderWay::id).orElse(null);
    persist(mail);
    if (mail.status == MailStatus.PENDING) {
      var now = clock.instant();
      schedule(mail, mail.changeId == null ? now : now.plus(settings.undoDelay()));
    }
  }

  private void schedule(OutboxMail mail, Instant at) {
    mail.nextAttempt = at;
    mail.pendingSince = at;
    jobs.deliverAt(mail.id, at);
  }

  /** Whether mails leave at all. */
  public boolean hasRelay() {
    return relaySettings.isConfigured();
  }

  /** Why no mail leaves this node at the moment, if none does. */
  public Optional<RelayFailure> trouble() {
    return relay.trouble();
  }

  String domain() {
    var from = settings.from();
    return from.substring(from.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The mail of ours that an answer answers: one that was sent to the answer's sender before
   * others, then the latest that the answer names.
   *
   * @param references the Message-IDs that the answer names, oldest first
   * @param recipients whom the answer was sent to
   * @param sender the answer's; null where it has none
   */
  @Transactional
  public Optional<AnsweredMail> answered(
      Collection<String> references, Collection<String> recipients, @Nullable EmailAddress sender) {
    var ids =
        Stream.concat(
                references.stream().filter(ReplyAddress::hasToken),
                ReplyAddress.messageIds(settings, recipients))
            .toList();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    return find("messageId in ?1 and caseId is not null", ids).stream()
        .max(
            Comparator.<OutboxMail, Boolean>comparing(mail -> mail.isTo(sender))
                .thenComparing(mail -> ids.lastIndexOf(mail.messageId)))
        .map(
            mail ->
                new AnsweredMail(
                    mail.caseId,
                    mail.recipient,
                    mail.isToTeam(),
                    mail.kind.equals(Notifications.NOTE)));
  }

  /** The case that one of these Message-IDs, of ours, was sent about. */
  @Transactional
  public Optional<UUID> caseOfMessage(Collection<String> messageIds) {
    return answered(messageIds, List.of(), null).map(AnsweredMail::caseId);
  }

  /** Whether it is the Message-ID of a mail of ours. */
  @Transactional
  public boolean isOurs(@Nullable String messageId) {
    return messageId != null
        && ReplyAddress.hasToken(messageId)
        && count("messageId", messageId) > 0;
  }

  /** Marks a mail of ours that came back. */
  @Transactional
  public void bounced(Collection<String> messageIds, String detail) {
    // held before their case is, and read as they are then: a delivery may be recorded this moment
    find("messageId in ?1 order by id", messageIds)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list()
        .forEach(
            mail -> {
              getEntityManager().refresh(mail);
              mail.status = MailStatus.BOUNCED;
              mail.lastError = detail;
            });
  }

  /**
   * Sends a held or failed mail now.
   *
   * @throws Problem NOT_FOUND, or CONFLICT where it is not waiting for a person or there is no
   *     relay
   */
  @Transactional
  public void retry(UUID id) {
    var mail = seen(id).orElseThrow(() -> Problem.notFound("There is no such mail."));
    if (mail.status == MailStatus.SENT || mail.status == MailStatus.PENDING) {
      throw new Problem(ProblemType.CONFLICT, "This mail is " + mail.status.slug() + " already.");
    }
    if (mail.status == MailStatus.WITHDRAWN) {
      throw new Problem(
          ProblemType.CONFLICT,
          "What caused this mail was taken back; write it anew where it is to be sent after all.");
    }
    if (!hasRelay()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "No relay is configured: set demarc.relay.host (DEMARC_RELAY_HOST) and start again.");
    }
    mail.status = MailStatus.PENDING;
    mail.attempts = 0;
    mail.handedOverAt = null;
    schedule(mail, clock.instant());
  }

  private Optional<OutboxMail> seen(UUID id) {
    var query =
        getEntityManager()
            .createQuery(
                "from OutboxMail m where m.id = :id" + visibility.whereCaseIsSeen("m.caseId"),
                OutboxMail.class)
            .setParameter("id", id);
    return visibility.bind(query).getResultStream().findFirst();
  }

  /** Newest first; all statuses where {@code status} is null. */
  @Transactional
  public Page<SentMail> list(@Nullable MailStatus status, @Nullable Integer limit, String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var query =
        getEntityManager()
            .createQuery(
                "from OutboxMail m where (:anyStatus = true or m.status = :status)"
                    + (after == null ? "" : " and m.id < :after")
                    + visibility.whereCaseIsSeen("m.caseId")
                    + " order by m.id desc",
                OutboxMail.class)
            .setParameter("anyStatus", status == null)
            .setParameter("status", status == null ? MailStatus.SENT : status)
            .setMaxResults(size + 1);
    if (after != null) {
      query.setParameter("after", after.id());
    }
    List<SentMail> rows = visibility.bind(query).getResultStream().map(OutboxMail::toView).toList();
    return Page.of(rows, size, mail -> new Cursor("", mail.id()).encode());
  }

  @Transactional
  public Optional<SentMail> read(UUID id) {
    return seen(id).map(OutboxMail::toView);
  }

  /**
   * How many mails wait for a person: held, failed or bounced. Of people who see some cases only,
   * each mail's case is looked at, so that no more than {@link #MOST_COUNTED} of each are counted.
   */
  @Transactional
  public Map<MailStatus, Long> waiting() {
    var seen = visibility.whereCaseIsSeen("m.caseId");
    var waiting = new EnumMap<MailStatus, Long>(MailStatus.class);
    WAITING.forEach(status -> waiting.put(status, seen.isEmpty() ? 0 : waiting(status, seen)));
    if (seen.isEmpty()) {
      getEntityManager()
          .createQuery(
              "select m.status, count(*) from OutboxMail m where m.status in :waiting group by"
                  + " m.status",
              Object[].class)
          .setParameter("waiting", WAITING)
          .getResultList()
          .forEach(row -> waiting.put((MailStatus) row[0], (Long) row[1]));
    }
    return waiting;
  }

  private long waiting(MailStatus status, String seen) {
    var query =
        getEntityManager()
            .createQuery(
                "select m.id from OutboxMail m where m.status = :status" + seen, UUID.class)
            .setParameter("status", status)
            .setMaxResults(MOST_COUNTED);
    return visibility.bind(query).getResultList().size();
  }

  /** Mails that a relay was to take for longer than it is tried. */
  @Transactional
  List<UUID> pendingSinceBefore(Instant time, int atMost) {
    return getEntityManager()
        .createQuery(
            "select m.id from OutboxMail m where m.status = 'PENDING' and"
                + " m.handedOverAt is null and coalesce(m.pendingSince, m.createdAt) < :time"
                + " order by m.createdAt",
            UUID.class)
        .setParameter("time", time)
        .setMaxResults(atMost)
        .getResultList();
  }
}
