package dev.demarc.mailboxes;

import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One run over one mailbox: read all there is, then wait for more where there is a place for it.
 */
@ApplicationScoped
class MailboxRun {

  private static final Logger LOG = Logger.getLogger(MailboxRun.class);

  private final Mailboxes mailboxes;
  private final FolderReader reader;
  private final ReadingState state;
  private final IdleWatch watch;
  private final MailServers servers;
  private final Clock clock;

  MailboxRun(
      Mailboxes mailboxes,
      FolderReader reader,
      ReadingState state,
      IdleWatch watch,
      MailServers servers,
      Clock clock) {
    this.mailboxes = mailboxes;
    this.reader = reader;
    this.state = state;
    this.watch = watch;
    this.servers = servers;
    this.clock = clock;
  }

  /**
   * @return when to come again; empty where the mailbox is gone or switched off
   */
  Optional<Instant> run(UUID id) {
    Optional<ImapSettings> imap;
    try {
      imap = mailboxes.wayIntoEnabled(id);
    } catch (Problem unusable) {
      return Optional.of(clock.instant().plus(state.failed(id, unusable.getMessage(), null)));
    }
    return imap.map(this::run);
  }

  private Instant run(ImapSettings imap) {
    boolean place = watch.takePlace();
    try (var connection = servers.connect(imap)) {
      BooleanSupplier stop = () -> watch.isStopping();
      boolean waited = read(connection, imap, stop, place);
      return waited ? clock.instant() : clock.instant().plus(imap.poll());
    } catch (MailFailure failure) {
      return failed(imap, failure.why(), failure.uid());
    } catch (MessagingException | IOException | RuntimeException failure) {
      return failed(imap, failure, null);
    } finally {
      if (place) {
        watch.leavePlace();
      }
    }
  }

  /** Whether it stayed connected and waited for mail. */
  private boolean read(
      ImapConnection connection, ImapSettings imap, BooleanSupplier stop, boolean place)
      throws MessagingException, IOException, MailFailure {
    var folder = reader.readAll(connection, imap, stop);
    if (!place || !connection.canIdle()) {
      return false;
    }
    var until = clock.instant().plus(IdleWatch.LONGEST);
    while (watch.mailComes(connection, folder, imap, until)) {
      folder = reader.readAll(connection, imap, stop);
    }
    return true;
  }

  private Instant failed(ImapSettings imap, Exception failure, @Nullable Long uid) {
    if (watch.isStopping()) {
      return clock.instant();
    }
    if (failure instanceof AuthenticationFailedException) {
      servers.refused(imap.id());
    }
    if (failure instanceof RuntimeException && !(failure instanceof Problem)) {
      LOG.debugf(failure, "Reading mailbox %s failed", imap.name());
    }
    var words = ImapErrorMessages.words(failure, imap);
    if (uid != null) {
      words +=
          " It happened at the mail with UID "
              + uid
              + ": the others are taken first now, and after "
              + FolderReader.PATIENCE
              + " times in a row it is put into the folder "
              + imap.failedFolder()
              + ".";
    }
    return clock.instant().plus(state.failed(imap.id(), words, uid));
  }
}
