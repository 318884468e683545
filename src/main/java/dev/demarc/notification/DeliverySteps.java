package dev.demarc.notification;

import dev.demarc.notification.relay.DeliveryAttempt;
import dev.demarc.notification.relay.DeliveryOutcomeRules.Verdict;
import dev.demarc.notification.relay.MailStatus;
import dev.demarc.notification.relay.RelaySettings;
import dev.demarc.notification.relay.RetrySchedule;
import dev.demarc.notification.relay.SentMail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a delivery that are written down, each in a transaction of its own: none is open
 * while the relay is talked to.
 */
@ApplicationScoped
class DeliverySteps {

  private static final Logger LOG = Logger.getLogger(DeliverySteps.class);

  private static final String CUT_OFF =
      "Demarc was stopped, or lost its database, before the relay's answer was recorded. The mail"
          + " may have been taken; the next try has the same Message-ID.";

  /** Within it, what another node does with the mail has ended. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final int OVERDUE_AT_ONCE = 500;

  private final Outbox outbox;
  private final RelaySettings relay;
  private final Instance<DeliveryListener> listeners;
  private final Clock clock;

  DeliverySteps(
      Outbox outbox, RelaySettings relay, Instance<DeliveryListener> listeners, Clock clock) {
    this.outbox = outbox;
    this.relay = relay;
    this.listeners = listeners;
    this.clock = clock;
  }

  /**
   * Where a mail is to be sent, the mail; where it is to wait, until when; else neither.
   *
   * @param notBefore as when the relay may be at an earlier copy
   */
  record Start(@Nullable SentMail mail, @Nullable Instant notBefore) {
    static final Start NOTHING_TO_DO = new Start(null, null);
  }

  @Transactional(TxType.REQUIRES_NEW)
  public Start begin(UUID id) {
    return begin(id, listeners);
  }

  /** As {@link #begin}, but tells nobody: one who cannot hear it must not keep the mail back. */
  @Transactional(TxType.REQUIRES_NEW)
  public Start beginUntold(UUID id) {
    return begin(id, List.of());
  }

  private Start begin(UUID id, Iterable<DeliveryListener> told) {
    var mail = pending(id).orElse(null);
    if (mail == null) {
      return Start.NOTHING_TO_DO;
    }
    if (!relay.isConfigured()) {
      mail.status = MailStatus.HELD;
      mail.nextAttempt = null;
      return Start.NOTHING_TO_DO;
    }
    if (mail.handedOverAt != null) {
      var over = mail.handedOverAt.plus(relay.deadline()).plus(MARGIN);
      if (clock.instant().isBefore(over)) {
        mail.nextAttempt = over;
        return new Start(null, over);
      }
      noteUnconfirmed(mail, CUT_OFF, told);
      if (mail.attempts >= RetrySchedule.ATTEMPTS) {
        settle(mail, MailStatus.FAILED, told);
        return Start.NOTHING_TO_DO;
      }
    }
    return new Start(mail.toView(), null);
  }

  /**
   * Notes that from now on the relay may take the mail.
   *
   * @throws NotOurs where it was removed, settled, or is being handed over by another node
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void handingOver(UUID id) {
    if (outbox.update(
            "handedOverAt = ?1 where id = ?2 and status = ?3 and handedOverAt is null",
            clock.instant(),
            id,
            MailStatus.PENDING)
        != 1) {
      throw new NotOurs();
    }
  }

  /** Whether the relay may have the mail since before then, and nobody took it over since. */
  @Transactional(TxType.REQUIRES_NEW)
  public boolean isHandedOverBy(UUID id, Instant time) {
    return pending(id)
        .map(mail -> mail.handedOverAt)
        .filter(handedOver -> !handedOver.isAfter(time))
        .isPresent();
  }

  /** The mail is no longer this node's to deliver. */
  static class NotOurs extends RuntimeException {
    NotOurs() {
      super("the mail was removed, settled or taken over", null, false, false);
    }
  }

  /**
   * Notes what came of it.
   *
   * @return when it is to be tried again; empty where it is not
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<Instant> record(UUID id, DeliveryAttempt handover) {
    return record(id, handover, listeners);
  }

  /** As {@link #record}, but tells nobody: one who cannot hear it must not have it sent again. */
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<Instant> recordUntold(UUID id, DeliveryAttempt handover) {
    return record(id, handover, List.of());
  }

  private Optional<Instant> record(
      UUID id, DeliveryAttempt handover, Iterable<DeliveryListener> told) {
    var mail = outbox.findById(id, LockModeType.PESSIMISTIC_WRITE);
    if (mail == null) {
      return Optional.empty(); // its case was removed while it was under way
    }
    if (handover.verdict() == Verdict.TAKEN) {
      mail.attempts++;
      mail.sentAt = clock.instant();
      mail.handedOverAt = null;
      mail.nextAttempt = null;
      if (mail.status == MailStatus.PENDING) { // one that is back already stays bounced
        mail.lastError = null;
        settle(mail, MailStatus.SENT, told);
      }
      return Optional.empty();
    }
    if (mail.status != MailStatus.PENDING) {
      mail.handedOverAt = null;
      return Optional.empty();
    }
    if (handover.verdict() == Verdict.UNCONFIRMED) {
      noteUnconfirmed(mail, handover.words(), told);
    } else if (handover.notBefore() == null) {
      mail.attempts++;
    }
    mail.lastError = handover.words();
    mail.handedOverAt = null;
    if (isGivenUp(mail, handover)) {
      LOG.errorf(
          "A mail was given up after %d attempts; it is in the outbox: %s",
          mail.attempts, handover.words());
      settle(mail, MailStatus.FAILED, told);
      return Optional.empty();
    }
    mail.nextAttempt = next(mail, handover);
    return Optional.of(mail.nextAttempt);
  }

  /** Mails that the relay was to take for longer than it is tried. */
  List<UUID> overdue() {
    return outbox.pendingSinceBefore(clock.instant().minus(relay.giveUpAfter()), OVERDUE_AT_ONCE);
  }

  private boolean isGivenUp(OutboxMail mail, DeliveryAttempt handover) {
    if (handover.notBefore() != null) {
      return mail.isPendingSince(clock.instant().minus(relay.giveUpAfter()));
    }
    return handover.verdict() == Verdict.REFUSED || mail.attempts >= RetrySchedule.ATTEMPTS;
  }

  private Instant next(OutboxMail mail, DeliveryAttempt handover) {
    if (handover.notBefore() != null) {
      return handover.notBefore();
    }
    return clock
        .instant()
        .plus(
            handover.verdict() == Verdict.UNCONFIRMED
                ? RetrySchedule.waitAfterUnconfirmed(mail.attempts)
                : RetrySchedule.wait(mail.attempts));
  }

  private void noteUnconfirmed(
      OutboxMail mail, @Nullable String words, Iterable<DeliveryListener> told) {
    mail.attempts++;
    mail.unconfirmed++;
    mail.handedOverAt = null;
    mail.lastError = words;
    if (mail.caseId != null && mail.unconfirmed == 1) {
      told.forEach(l -> l.unconfirmed(mail.caseId, mail.recipient));
    }
  }

  private void settle(OutboxMail mail, MailStatus status, Iterable<DeliveryListener> told) {
    mail.status = status;
    mail.nextAttempt = null;
    if (mail.caseId != null) {
      told.forEach(l -> l.settled(mail.caseId, mail.recipient, status, mail.lastError));
    }
  }

  private Optional<OutboxMail> pending(UUID id) {
    return Optional.ofNullable(outbox.findById(id, LockModeType.PESSIMISTIC_WRITE))
        .filter(mail -> mail.status == MailStatus.PENDING);
  }
}
