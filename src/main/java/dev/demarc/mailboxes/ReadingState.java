package dev.demarc.mailboxes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps how reading a mailbox goes, for the people who look, and for the next run. */
@ApplicationScoped
class ReadingState {

  private static final Logger LOG = Logger.getLogger(ReadingState.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final int LONGEST_WORDS = 1000;

  private final EntityManager database;
  private final Clock clock;

  ReadingState(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Transactional
  void took(UUID id, int reports) {
    var mailbox = locked(id);
    if (mailbox != null && reports > 0) {
      mailbox.taken += reports;
      mailbox.lastTakenAt = clock.instant();
    }
  }

  @Transactional
  void readAll(UUID id, long uidValidity) {
    var mailbox = locked(id);
    if (mailbox == null) {
      return;
    }
    if (mailbox.error != null) {
      LOG.infof("Mailbox %s can be read again", mailbox.name);
    }
    mailbox.startOver();
    mailbox.lastReadAt = clock.instant();
    mailbox.uidValidity = uidValidity;
  }

  @Transactional
  void remark(UUID id, String words) {
    var mailbox = locked(id);
    if (mailbox != null) {
      mailbox.remark = shortened(words);
      mailbox.remarkAt = clock.instant();
    }
  }

  /**
   * Said in the log once, and again only where the words change.
   *
   * @param uid of the mail that the run failed at; null where it was not a mail's fault
   * @return how long to leave the mailbox alone
   */
  @Transactional
  Duration failed(UUID id, String words, @Nullable Long uid) {
    var mailbox = locked(id);
    if (mailbox == null) {
      return FIRST_WAIT;
    }
    var why = shortened(words);
    if (!why.equals(mailbox.error)) {
      LOG.warnf("Mailbox %s cannot be read; it is tried again and again: %s", mailbox.name, why);
    }
    mailbox.errorSince = mailbox.error == null ? clock.instant() : mailbox.errorSince;
    mailbox.error = why;
    mailbox.failures++;
    if (uid != null) {
      mailbox.failingTimes = Objects.equals(uid, mailbox.failingUid) ? mailbox.failingTimes + 1 : 1;
      mailbox.failingUid = uid;
    }
    return wait(mailbox.failures);
  }

  /** Twice as long after each failure. */
  static Duration wait(int failures) {
    var wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 10));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private @Nullable StoredMailbox locked(UUID id) {
    return database.find(StoredMailbox.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  private static String shortened(String words) {
    return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS);
  }
}
