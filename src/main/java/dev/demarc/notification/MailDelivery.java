package dev.demarc.notification;

import dev.demarc.notification.DeliverySteps.NotOurs;
import dev.demarc.notification.relay.DeliveryAttempt;
import dev.demarc.notification.relay.DeliveryOutcomeRules.Verdict;
import dev.demarc.notification.relay.OutgoingMail;
import dev.demarc.notification.relay.Relay;
import dev.demarc.notification.relay.SentMail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  MailDelivery(
      DeliverySteps steps, Relay relay, ReplyFiles files, MailSettings settings, Clock clock) {
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
    var start = steps.begin(id);
    if (start.mail() == null) {
      return Optional.ofNullable(start.notBefore());
    }
    try {
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

  private Optional<Instant> record(UUID id, DeliveryAttempt handover) throws InterruptedException {
    Iterator<Duration> waits = DATABASE_AWAY.iterator();
    while (true) {
      try {
        return steps.record(id, handover);
      } catch (RuntimeException away) {
        if (!waits.hasNext()) {
          return steps.recordUntold(id, handover);
        }
        LOG.warnf("What became of a mail is not recorded yet, the database fails: %s", away);
        Thread.sleep(waits.next().toMillis());
      }
    }
  }

  /** While the relay fails for all mails, those that waited for too long are given up. */
  void giveUpOverdue() {
    var trouble = relay.trouble().orElse(null);
    if (trouble == null) {
      return;
    }
    var now = clock.instant();
    var handover = new DeliveryAttempt(Verdict.RELAY_FAILS, trouble.words(), now);
    steps.overdue().forEach(id -> steps.record(id, handover));
  }
}
