package dev.demarc.notification;

import dev.demarc.shared.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What people wrote to one address on some cases, in the words that its mail had; for whoever
 * proved to be at it.
 */
@ApplicationScoped
public class AddressedNotes {

  /** More than anybody reads on a page. */
  private static final int MOST = 100;

  private static final String END = "\n\n--\n";

  /** One of them. */
  public record AddressedNote(Instant at, String body) {}

  private final EntityManager database;
  private final MailSettings settings;
  private final Clock clock;

  AddressedNotes(EntityManager database, MailSettings settings, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The earliest first, whether their mails could be delivered or not; without those that were
   * taken back, may still be, or whose text is gone.
   *
   * @param since what was written before is not among them
   */
  @Transactional
  public List<AddressedNote> to(EmailAddress address, Collection<UUID> cases, Instant since) {
    List<?> rows =
        database
            .createNativeQuery(
                "select recipient, created_at, body_text from outbox where case_id = any(:cases)"
                    + " and kind = :kind and status <> 'WITHDRAWN' and body_text <> '' and"
                    + " created_at >= cast(:since as timestamptz) and created_at < cast(:until as"
                    + " timestamptz) order by created_at, id",
                Tuple.class)
            .setParameter("cases", cases.toArray(UUID[]::new))
            .setParameter("kind", Notifications.NOTE)
            .setParameter("since", since)
            .setParameter("until", clock.instant().minus(settings.undoDelay()))
            .setMaxResults(10 * MOST)
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .filter(row -> isSame(address, row.get(0, String.class)))
        .limit(MOST)
        .map(row -> new AddressedNote(row.get(1, Instant.class), body(row.get(2, String.class))))
        .toList();
  }

  private static boolean isSame(EmailAddress address, String recipient) {
    return EmailAddress.of(recipient)
        .filter(to -> to.compared().equals(address.compared()))
        .isPresent();
  }

  /** Without the title above it and what is said below of answering. */
  private static String body(String mail) {
    int begin = mail.indexOf("\n\n");
    int end = mail.lastIndexOf(END);
    return begin < 0 || end <= begin ? mail.strip() : mail.substring(begin, end).strip();
  }
}
