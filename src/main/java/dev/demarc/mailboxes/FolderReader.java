package dev.demarc.mailboxes;

import dev.demarc.intake.Channel;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.intake.Intake;
import dev.demarc.intake.MessageId;
import dev.demarc.intake.Receipt;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Sha256;
import dev.demarc.shared.Submitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;

/**
 * Empties a folder into the intake, oldest first: a mail is moved away only after it is committed,
 * and one whose move was cut off is recognised the next time by its content.
 */
@ApplicationScoped
class FolderReader {

  static final int BATCH = 50;

  /** After so many runs in a row that failed at one mail it is set aside. */
  static final int PATIENCE = 4;

  /**
   * One mail in the folder.
   *
   * @param size in bytes, as the server says
   */
  private record Waiting(long uid, int size) {}

  private final Intake intake;
  private final ReadingState state;

  FolderReader(Intake intake, ReadingState state) {
    this.intake = intake;
    this.state = state;
  }

  /**
   * Leaves the folder open, as it was when nothing was left to take.
   *
   * @param stop asked before each mail
   * @throws MailFailure where a mail cannot be taken; where that is this mail's trouble alone,
   *     after the others
   */
  IMAPFolder readAll(ImapConnection connection, ImapSettings imap, BooleanSupplier stop)
      throws MessagingException, IOException, MailFailure {
    var processed = connection.made(imap.processedFolder());
    var seen = new HashSet<Long>();
    MailFailure failure = null;
    for (var turn : turns(imap)) {
      for (var batch = next(connection, imap, turn, seen, stop);
          !batch.isEmpty();
          batch = next(connection, imap, turn, seen, stop)) {
        failure = graver(failure, takeAll(connection, imap, processed, batch, seen, stop), imap);
      }
    }
    if (failure != null) {
      throw failure;
    }
    if (!stop.getAsBoolean()) {
      state.readAll(imap.id(), connection.folder().getUIDValidity());
    }
    return connection.folder();
  }

  /** Behind the mail that the last run failed at, before it, and then whatever is there. */
  private static List<LongPredicate> turns(ImapSettings imap) {
    var failing = imap.failingUid();
    return failing == null
        ? List.of(uid -> true)
        : List.of(uid -> uid > failing, uid -> uid < failing, uid -> true);
  }

  private List<Waiting> next(
      ImapConnection connection,
      ImapSettings imap,
      LongPredicate turn,
      Set<Long> seen,
      BooleanSupplier stop)
      throws MessagingException {
    var folder = connection.openFolder();
    logRenumbering(imap, folder.getUIDValidity());
    return stop.getAsBoolean()
        ? List.of()
        : oldest(folder, uid -> turn.test(uid) && !seen.contains(uid));
  }

  /** The mail that failed before is counted on; of the others the first. */
  private static @Nullable MailFailure graver(
      @Nullable MailFailure one, @Nullable MailFailure other, ImapSettings imap) {
    boolean again = other != null && Long.valueOf(other.uid()).equals(imap.failingUid());
    return one == null || again ? other : one;
  }

  /**
   * @return the first mail that could not be taken while the others could; null where all were
   * @throws MailFailure where nothing more can be taken now
   */
  private @Nullable MailFailure takeAll(
      ImapConnection connection,
      ImapSettings imap,
      IMAPFolder processed,
      List<Waiting> batch,
      Set<Long> seen,
      BooleanSupplier stop)
      throws MessagingException, MailFailure {
    MailFailure failure = null;
    var reports = new AtomicInteger();
    try {
      for (var mail : batch) {
        if (stop.getAsBoolean()) {
          break;
        }
        seen.add(mail.uid());
        try {
          take(connection, imap, processed, mail, reports);
        } catch (MailFailure atThis) {
          if (!atThis.othersCanBeTaken()) {
            throw atThis;
          }
          failure = graver(failure, atThis, imap);
        }
      }
    } finally {
      state.took(imap.id(), reports.get());
    }
    return failure;
  }

  private void logRenumbering(ImapSettings imap, long validity) {
    if (imap.lastUidValidity() != null && imap.lastUidValidity() != validity) {
      state.remark(
          imap.id(),
          "The server numbered the mails in "
              + imap.folder()
              + " anew, as after a restore. Mails that were taken before are recognised by their"
              + " Message-ID and content; nothing is to be done.");
    }
  }

  /** The first of the wanted mails that nobody has marked for removal. */
  private static List<Waiting> oldest(IMAPFolder folder, LongPredicate wanted)
      throws MessagingException {
    var profile = new FetchProfile();
    profile.add(UIDFolder.FetchProfileItem.UID);
    profile.add(FetchProfile.Item.SIZE);
    profile.add(FetchProfile.Item.FLAGS);
    int total = folder.getMessageCount();
    var found = new ArrayList<Waiting>();
    for (int first = 1; first <= total && found.isEmpty(); first += BATCH) {
      var window = folder.getMessages(first, Math.min(total, first + BATCH - 1));
      folder.fetch(window, profile);
      for (var message : window) {
        if (!message.isExpunged()
            && !message.isSet(Flags.Flag.DELETED)
            && wanted.test(folder.getUID(message))) {
          found.add(new Waiting(folder.getUID(message), message.getSize()));
        }
      }
    }
    return found;
  }

  /**
   * @param reports counts those that were not here yet, also where the move fails
   * @throws MailFailure where it may be the mail's fault
   * @throws MessagingException where it was taken and cannot be moved: no fault of the mail
   * @throws Problem where the raw reports' store is away, which is no fault of the mail either
   */
  private void take(
      ImapConnection connection,
      ImapSettings imap,
      IMAPFolder processed,
      Waiting mail,
      AtomicInteger reports)
      throws MessagingException, MailFailure {
    if (isHopeless(mail, imap, connection.folder().getUIDValidity())) {
      setAside(connection, imap, mail, "could not be taken " + imap.failingTimes() + " times");
      return;
    }
    byte[] raw;
    try {
      raw =
          mail.size() > Intake.MAX_BYTES ? null : connection.mails().read(mail.uid(), mail.size());
    } catch (MessagingException | IOException | RuntimeException failure) {
      throw new MailFailure(mail.uid(), failure);
    }
    if (mail.size() > Intake.MAX_BYTES || raw != null && raw.length > Intake.MAX_BYTES) {
      setAside(connection, imap, mail, "is larger than 25 MiB");
    } else if (raw != null) { // else somebody took it away in the meantime
      reports.addAndGet(receive(imap, raw, mail).repeat() ? 0 : 1);
      move(connection, imap, processed, mail);
    }
  }

  private static void move(
      ImapConnection connection, ImapSettings imap, IMAPFolder processed, Waiting mail)
      throws MessagingException {
    try {
      connection.mails().move(mail.uid(), processed);
    } catch (MessagingException refused) {
      if (MailFailure.isRefusal(refused)) {
        throw new MoveRefused(imap.processedFolder(), refused);
      }
      throw refused;
    }
  }

  private static boolean isHopeless(Waiting mail, ImapSettings imap, long validity) {
    boolean numbersHold = imap.lastUidValidity() == null || imap.lastUidValidity() == validity;
    return numbersHold
        && imap.failingTimes() >= PATIENCE
        && Long.valueOf(mail.uid()).equals(imap.failingUid());
  }

  private void setAside(ImapConnection connection, ImapSettings imap, Waiting mail, String because)
      throws MessagingException {
    connection.mails().move(mail.uid(), connection.made(imap.failedFolder()));
    state.remark(
        imap.id(),
        "A mail of "
            + (mail.size() + 1023L) / 1024
            + " KiB (UID "
            + mail.uid()
            + ") "
            + because
            + ". It was not taken and lies in the folder "
            + imap.failedFolder()
            + ": look at it there.");
  }

  /**
   * Known again by its content: also where it has no Message-ID, and where the server has given it
   * another number.
   */
  private Receipt receive(ImapSettings imap, byte[] raw, Waiting mail) throws MailFailure {
    try {
      return intake.receive(
          delivery(imap, raw, imap.id() + "/" + HexFormat.of().formatHex(Sha256.of(raw))));
    } catch (Problem refused) {
      if (refused.type().isPassing()) {
        throw refused;
      }
      throw new MailFailure(mail.uid(), refused);
    } catch (RuntimeException failure) {
      throw new MailFailure(mail.uid(), failure);
    }
  }

  private static Delivery delivery(ImapSettings imap, byte[] raw, String key) {
    return new Delivery(
        Channel.IMAP,
        "message/rfc822",
        raw,
        Submitter.channel("imap"),
        key,
        MessageId.of(raw),
        null,
        List.of(),
        imap.url(),
        false,
        FilingMode.BY_WORKER,
        null);
  }
}
