package dev.demarc.notification;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.quarkus.mailer.Mail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Hands the mails of the outbox to the relay. A mail whose delivery was cut off is tried again with
 * the same Message-ID, so that the receiver can tell.
 */
@ApplicationScoped
class MailDelivery {

  private static final Logger LOG = Logger.getLogger(MailDelivery.class);

  static final int ATTEMPTS = 8;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final double WAIT_GROWS_BY = 4;

  private final Outbox outbox;
  private final Relay relay;
  private final MailSettings settings;
  private final Instance<DeliveryListener> listeners;
  private final Clock clock;

  MailDelivery(
      Outbox outbox,
      Relay relay,
      MailSettings settings,
      Instance<DeliveryListener> listeners,
      Clock clock) {
    this.outbox = outbox;
    this.relay = relay;
    this.settings = settings;
    this.listeners = listeners;
    this.clock = clock;
  }

  @Produces
  @ApplicationScoped
  Task<Void> deliverMail() {
    return Tasks.oneTime(Outbox.DELIVER_MAIL)
        .onFailure(
            FailureHandler.<Void>maxRetries(ATTEMPTS - 1)
                .withBackoff(FIRST_WAIT, WAIT_GROWS_BY)
                .thenRemove())
        .execute(
            (instance, context) ->
                deliver(
                    UUID.fromString(instance.getId()),
                    context.getExecution().consecutiveFailures + 1));
  }

  void deliver(UUID id, int attempt) {
    var mail = QuarkusTransaction.requiringNew().call(() -> outbox.read(id)).orElse(null);
    if (mail == null || mail.status() != MailStatus.PENDING) {
      return;
    }
    try {
      relay.send(message(mail));
    } catch (RuntimeException refused) {
      failed(id, attempt, refused);
      throw refused;
    }
    settle(id, attempt, MailStatus.SENT, null);
  }

  private Mail message(SentMail mail) {
    var message =
        Mail.withText(mail.recipient(), mail.subject(), mail.bodyText())
            .setHtml(mail.bodyHtml())
            .setFrom(settings.from())
            .addHeader("Message-ID", "<" + mail.messageId() + ">")
            // RFC 3834 section 5: no automaton shall answer an automaton
            .addHeader(
                "Auto-Submitted",
                mail.kind().equals("acknowledgement") ? "auto-replied" : "auto-generated")
            .addHeader("X-Auto-Response-Suppress", "All");
    ReplyAddress.of(settings, mail.messageId()).ifPresent(message::setReplyTo);
    if (mail.inReplyTo() != null) {
      message.addHeader("In-Reply-To", "<" + mail.inReplyTo() + ">");
      message.addHeader("References", "<" + mail.inReplyTo() + ">");
    }
    return message;
  }

  private void failed(UUID id, int attempt, RuntimeException refused) {
    var why = rootOf(refused);
    if (attempt >= ATTEMPTS) {
      LOG.errorf("A mail was given up after %d attempts; it is in the outbox: %s", attempt, why);
      settle(id, attempt, MailStatus.FAILED, why);
      return;
    }
    var wait =
        Duration.ofMillis((long) (FIRST_WAIT.toMillis() * Math.pow(WAIT_GROWS_BY, attempt - 1)));
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              var mail = outbox.findById(id);
              mail.attempts = attempt;
              mail.lastError = why;
              mail.nextAttempt = clock.instant().plus(wait);
            });
  }

  private void settle(UUID id, int attempt, MailStatus status, String why) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              var mail = outbox.findById(id);
              if (mail == null) {
                return; // its case was removed while it was under way
              }
              mail.status = status;
              mail.attempts = attempt;
              mail.lastError = why;
              mail.nextAttempt = null;
              mail.sentAt = status == MailStatus.SENT ? clock.instant() : null;
              if (mail.caseId != null) {
                listeners.forEach(l -> l.settled(mail.caseId, mail.recipient, status, why));
              }
            });
  }

  private static String rootOf(Throwable failure) {
    var root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    var message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return message.length() > 500 ? message.substring(0, 500) : message;
  }
}
