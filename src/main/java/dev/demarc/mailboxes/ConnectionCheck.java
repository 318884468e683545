package dev.demarc.mailboxes;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Tries the way into a mailbox for somebody who waits; changes nothing there. */
@ApplicationScoped
public class ConnectionCheck {

  /** What came of it, in words. */
  public record Result(boolean ok, @Nullable String says) {}

  private static final int AT_ONCE = 4;

  private final Mailboxes mailboxes;
  private final MailServers servers;
  private final Semaphore places = new Semaphore(AT_ONCE);

  ConnectionCheck(Mailboxes mailboxes, MailServers servers) {
    this.mailboxes = mailboxes;
    this.servers = servers;
  }

  /**
   * Takes up to about a minute where the server does not answer.
   *
   * @throws Problem NOT_FOUND; TOO_MANY_REQUESTS where four wait already
   */
  public Result tryOut(UUID id) {
    var imap = mailboxes.wayInto(id);
    if (!places.tryAcquire()) {
      throw new Problem(
          ProblemType.TOO_MANY_REQUESTS, "Other mailboxes are being tried; again in a moment.");
    }
    try (var connection = servers.connect(imap)) {
      return new Result(true, found(connection, imap));
    } catch (MessagingException | RuntimeException failure) {
      return new Result(false, ImapErrorMessages.words(failure, imap));
    } finally {
      places.release();
    }
  }

  private static String found(ImapConnection connection, ImapSettings imap)
      throws MessagingException {
    boolean isThere = connection.exists(imap.processedFolder());
    int mails = connection.openFolder().getMessageCount();
    var says = new StringBuilder(connection.greeting());
    says.append(" ")
        .append(imap.folder())
        .append(mails == 1 ? " has 1 mail. " : " has " + mails + " mails. ");
    says.append(
        connection.canIdle()
            ? "The server announces new mail at once (IDLE)."
            : "The server does not announce new mail; it is looked for every "
                + imap.poll().toSeconds()
                + " s.");
    if (!isThere) {
      says.append(" The folder ").append(imap.processedFolder()).append(" will be made.");
    }
    return says.toString();
  }
}
