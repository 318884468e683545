package dev.demarc.notification;

import dev.demarc.notification.DeliverySteps.NotOurs;
import dev.demarc.notification.relay.DeliveryAttempt;
import dev.demarc.notification.relay.DeliveryOutcomeRules.Verdict;
import dev.demarc.notification.relay.OutgoingMail;
import dev.demarc.notification.relay.Relay;
import dev.demarc.notification.relay.SentMail;
import dev.demarc.shared.DatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Hands the mails of the outbox to the relay. A mail whose delivery was cut off is tried again with
 * the same Message-ID, so that the receiver can tell.
 */
@ApplicationScoped
class MailDelivery {

  private static final Logger LOG = Logger.getLogger(MailDelivery.class);

  /** While another node has it. */
  private static final Duration ANOTHER_IS_AT_IT = Duration.ofMinutes(1);

  /** Until somebody may have changed it. */
  private static final Duration NOT_CONFIGURED = Duration.ofMinutes(5);

  /** Between tries to record what is known: the mail would be sent again for nothing. */
  private static final List<Duration> DATABASE_AWAY =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(10));

  private final DeliverySteps steps;
  private final Relay relay;
  private final ReplyFiles files;
  private final MailSettings settings;
  private final Clock clock;
  private final List<Duration> waits;

  /** What came of mails while the database was away: it is recorded before they are sent again. */
  private final Map<UUID, Unrecorded> unrecorded = new ConcurrentHashMap<>();

  private record Unrecorded(DeliveryAttempt attempt, Instant at) {}

  @Inject
  MailDelivery(
      DeliverySteps steps, Relay relay, ReplyFiles files, MailSettings settings, Clock clock) {
    this(steps, relay, files, settings, clock, DATABASE_AWAY);
  }

  /**
   * @param waits between tries to record what came of a mail
   */
  MailDelivery(
      DeliverySteps steps,
      Relay relay,
      ReplyFiles files,
      MailSettings settings,
      Clock clock,
      List<Duration> waits) {
    this.waits = waits;
    this.steps = steps;
    this.relay = relay;
    this.files = files;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Tries once.
   *
   * @return when the mail is to be tried again; empty where it is settled
   */
  Optional<Instant> deliver(UUID id) {
    try {
      var known = unrecorded.get(id);
      // forgotten only once the database has answered: it may still be away
      if (known != null && steps.isHandedOverBy(id, known.at())) {
        var next = record(id, known.attempt());
        unrecorded.remove(id);
        return next;
      }
      unrecorded.remove(id);
      var start = told(id, steps::begin, steps::beginUntold);
      if (start.mail() == null) {
        return Optional.ofNullable(start.notBefore());
      }
      return record(id, handOver(start.mail()));
    } catch (NotOurs elsewhere) {
      return Optional.of(clock.instant().plus(ANOTHER_IS_AT_IT));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of(clock.instant());
    }
  }

  private DeliveryAttempt handOver(SentMail mail) throws InterruptedException {
    InternetAddress from;
    try {
      from = new InternetAddress(settings.from(), true);
    } catch (AddressException wrong) {
      var words = "demarc.mail.from is no address (" + wrong.getMessage() + "): correct it.";
      return new DeliveryAttempt(Verdict.RELAY_FAILS, words, clock.instant().plus(NOT_CONFIGURED));
    }
    OutgoingMail message;
    try {
      message =
          OutgoingMail.of(
              mail,
              from,
              ReplyAddress.of(settings, mail.messageId()),
              clock.instant(),
              files.contentsOfMail(mail.id()));
    } catch (MessagingException unsendable) {
      return new DeliveryAttempt(Verdict.REFUSED, unsendable.getMessage(), null);
    }
    return relay.send(message, message.to(), () -> steps.handingOver(mail.id()));
  }

  private Optional<Instant> record(UUID id, DeliveryAttempt attempt) throws InterruptedException {
    var at = clock.instant();
    Iterator<Duration> between = waits.iterator();
    while (true) {
      try {
        return told(
            id, mail -> steps.record(mail, attempt), mail -> steps.recordUntold(mail, attempt));
      } catch (NotOurs elsewhere) {
        unrecorded.remove(id);
        throw elsewhere;
      } catch (RuntimeException away) {
        if (!between.hasNext()) {
          unrecorded.put(id, new Unrecorded(attempt, at));
          throw away;
        }
        LOG.warnf("What became of a mail is not recorded yet, the database fails: %s", away);
        Thread.sleep(between.next().toMillis());
      }
    }
  }

  /**
   * A case whose timeline refuses what is to be told must not have its mails sent again and again,
   * nor left unsent. Where the database fails, the same may work later.
   */
  private static <T> T told(UUID id, Function<UUID, T> step, Function<UUID, T> untold) {
    try {
      return step.apply(id);
    } catch (RuntimeException first) {
      if (isPassing(first)) {
        throw first;
      }
    }
    try {
      return step.apply(id); // what another transaction was in the way of works now
    } catch (RuntimeException again) {
      if (isPassing(again)) {
        throw again;
      }
      LOG.errorf(
          "What became of the mail %s cannot be told on its case's timeline; the outbox has it."
              + " Verify the timeline of the case. %s",
          id, DatabaseFailure.saidOf(again));
      return untold.apply(id);
    }
  }

  private static boolean isPassing(RuntimeException failure) {
    return failure instanceof NotOurs || DatabaseFailure.of(failure).isPresent();
  }

  /** While the relay fails for all mails, those that waited for too long are given up. */
  void giveUpOverdue() {
    var trouble = relay.trouble().orElse(null);
    if (trouble == null) {
      return;
    }
    var now = clock.instant();
    var attempt = new DeliveryAttempt(Verdict.RELAY_FAILS, trouble.words(), now);
    steps
        .overdue()
        .forEach(
            id ->
                told(
                    id,
                    mail -> steps.record(mail, attempt),
                    mail -> steps.recordUntold(mail, attempt)));
  }
}
