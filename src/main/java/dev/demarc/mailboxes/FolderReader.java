package dev.demarc.mailboxes;

import dev.demarc.intake.Channel;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Delivery.Filing;
import dev.demarc.intake.Intake;
import dev.demarc.intake.MessageId;
import dev.demarc.intake.Receipt;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Sha256;
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
import org.eclipse.angus.mail.imap.IMAPFolder;

/**
 * Empties a folder into the intake, oldest first: a mail is moved away only after it is committed,
 * and one whose move was cut off is recognised the next time by its UID.
 */
@ApplicationScoped
class FolderReader {

  static final int BATCH = 50;

  /** After so many runs that failed at one mail it is set aside, so that the others get through. */
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
   */
  IMAPFolder readAll(ImapConnection connection, Way way, BooleanSupplier stop)
      throws MessagingException, IOException, FailedAtMail {
    var processed = connection.made(way.processedFolder());
    var leftThere = new HashSet<Long>();
    while (true) {
      var folder = connection.openFolder();
      long validity = folder.getUIDValidity();
      tellRenumbering(way, validity);
      var batch = stop.getAsBoolean() ? List.<Waiting>of() : oldest(folder, leftThere);
      if (batch.isEmpty()) {
        state.readAll(way.id(), validity);
        return folder;
      }
      var reports = new AtomicInteger();
      try {
        for (var mail : batch) {
          if (stop.getAsBoolean()) {
            break;
          }
          leftThere.add(mail.uid());
          take(connection, way, processed, mail, validity, reports);
        }
      } finally {
        state.took(way.id(), reports.get());
      }
    }
  }

  private void tellRenumbering(Way way, long validity) {
    if (way.lastUidValidity() != null && way.lastUidValidity() != validity) {
      state.remark(
          way.id(),
          "The server numbered the mails in "
              + way.folder()
              + " anew, as after a restore. Mails that were taken before are recognised by their"
              + " Message-ID and content; nothing is to be done.");
    }
  }

  /** The first mails that nobody has marked for removal and this run has not seen. */
  private static List<Waiting> oldest(IMAPFolder folder, Set<Long> seen) throws MessagingException {
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
            && !seen.contains(folder.getUID(message))) {
          found.add(new Waiting(folder.getUID(message), message.getSize()));
        }
      }
    }
    return found;
  }

  /**
   * @param reports counts those that were not here yet, also where the move fails
   */
  private void take(
      ImapConnection connection,
      Way way,
      IMAPFolder processed,
      Waiting mail,
      long validity,
      AtomicInteger reports)
      throws FailedAtMail {
    var mails = connection.mails();
    try {
      boolean hopeless =
          way.failingUid() != null
              && way.failingUid() == mail.uid()
              && way.failingTimes() >= PATIENCE;
      if (hopeless) {
        setAside(connection, way, mail, "could not be read " + way.failingTimes() + " times");
        return;
      }
      boolean tooLarge = mail.size() > Intake.MAX_BYTES;
      byte[] raw = tooLarge ? null : mails.read(mail.uid(), mail.size());
      if (tooLarge || raw != null && raw.length > Intake.MAX_BYTES) {
        setAside(connection, way, mail, "is larger than 25 MiB");
      } else if (raw != null) { // else somebody took it away in the meantime
        var receipt = receive(way, raw, validity, mail.uid());
        reports.addAndGet(receipt.repeat() ? 0 : 1);
        mails.move(mail.uid(), processed);
      }
    } catch (MessagingException | IOException | RuntimeException failure) {
      throw new FailedAtMail(mail.uid(), failure);
    }
  }

  private void setAside(ImapConnection connection, Way way, Waiting mail, String because)
      throws MessagingException {
    connection.mails().move(mail.uid(), connection.made(way.failedFolder()));
    state.remark(
        way.id(),
        "A mail of "
            + (mail.size() + 1023L) / 1024
            + " KiB (UID "
            + mail.uid()
            + ") "
            + because
            + ". It was not taken and lies in the folder "
            + way.failedFolder()
            + ": look at it there.");
  }

  private Receipt receive(Way way, byte[] raw, long validity, long uid) {
    var key = way.id() + "/" + validity + "/" + uid;
    try {
      return intake.receive(delivery(way, raw, key));
    } catch (Problem other) {
      if (other.type() != ProblemType.CONFLICT) {
        throw other;
      }
      // the server gave the number of an earlier mail to this one: it must not be lost for that
      var digest = HexFormat.of().formatHex(Sha256.of(raw));
      return intake.receive(delivery(way, raw, key + "/" + digest));
    }
  }

  private static Delivery delivery(Way way, byte[] raw, String key) {
    return new Delivery(
        Channel.IMAP,
        "message/rfc822",
        raw,
        "imap",
        key,
        MessageId.of(raw),
        null,
        List.of(),
        way.url(),
        false,
        Filing.BY_WORKER);
  }
}
