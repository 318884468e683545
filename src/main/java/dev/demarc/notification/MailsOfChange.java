package dev.demarc.notification;

import dev.demarc.notification.relay.MailStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The mails that a person's change of a case caused. They wait a little before they leave, so that
 * they can be withdrawn when the change is taken back.
 */
@ApplicationScoped
public class MailsOfChange {

  private static final Set<MailStatus> STAYED = Set.of(MailStatus.PENDING, MailStatus.HELD);

  /**
   * One of them.
   *
   * @param leavesAt when it leaves, or is tried again; null where it has left or waits for a person
   * @param left whether it has left, or may have: it can be withdrawn no more
   */
  public record MailOfChange(
      String kind, String recipient, MailStatus status, @Nullable Instant leavesAt, boolean left) {}

  private final EntityManager database;
  private final FoldedNotices folded;

  MailsOfChange(EntityManager database, FoldedNotices folded) {
    this.database = database;
    this.folded = folded;
  }

  /** Holds those of some changes, before the caller holds their cases: a delivery does so, too. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void hold(Collection<UUID> changes) {
    if (!changes.isEmpty()) {
      database
          .createNativeQuery(
              "select 1 from outbox where change_id in (:changes) order by id for no key update")
          .setParameter("changes", changes)
          .getResultList();
    }
  }

  /**
   * Withdraws those that have not left, which the caller holds; within its transaction.
   *
   * @return those that had left
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<MailOfChange> withdraw(UUID change) {
    folded.withdraw(change);
    var left = new ArrayList<MailOfChange>();
    for (var mail : held(change)) {
      if (stayed(mail)) {
        mail.status = MailStatus.WITHDRAWN;
        mail.nextAttempt = null;
      } else if (mail.status != MailStatus.FAILED) {
        left.add(view(mail));
      }
    }
    return left;
  }

  private List<OutboxMail> held(UUID change) {
    return database
        .createQuery("from OutboxMail where changeId = :change order by id", OutboxMail.class)
        .setParameter("change", change)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** By the change that caused them. */
  @Transactional
  public Map<UUID, List<MailOfChange>> of(Collection<UUID> changes) {
    return changes.isEmpty()
        ? Map.of()
        : database
            .createQuery("from OutboxMail where changeId in :changes order by id", OutboxMail.class)
            .setParameter("changes", changes)
            .getResultStream()
            .collect(
                Collectors.groupingBy(
                    mail -> mail.changeId,
                    Collectors.mapping(MailsOfChange::view, Collectors.toList())));
  }

  private static boolean stayed(OutboxMail mail) {
    return STAYED.contains(mail.status) && mail.handedOverAt == null && mail.unconfirmed == 0;
  }

  private static MailOfChange view(OutboxMail mail) {
    boolean stayed = stayed(mail);
    return new MailOfChange(
        mail.kind,
        mail.recipient,
        mail.status,
        mail.status == MailStatus.PENDING ? mail.nextAttempt : null,
        !stayed && mail.status != MailStatus.FAILED && mail.status != MailStatus.WITHDRAWN);
  }
}
