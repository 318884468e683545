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
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;

/**
 * Empties a folder into the intake, oldest first: a mail is moved away only after it is committed,
 * and one whose move was cut off is recognised the next time by its UID.
 */
@ApplicationScoped
class FolderReader {

  static final int BATCH = 50;

  /** After so many runs that failed at one mail it is set aside, so that the others get through. */
  static final int PATIENCE = 4;

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
      var batch = stop.getAsBoolean() ? List.<IMAPMessage>of() : oldest(folder, leftThere);
      if (batch.isEmpty()) {
        state.readAll(way.id(), validity);
        return folder;
      }
      int reports = 0;
      try {
        for (var mail : batch) {
          if (stop.getAsBoolean()) {
            break;
          }
          long uid = folder.getUID(mail);
          leftThere.add(uid);
          reports += take(connection, way, processed, mail, uid, validity) ? 1 : 0;
        }
      } finally {
        state.took(way.id(), reports);
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
  private static List<IMAPMessage> oldest(IMAPFolder folder, Set<Long> seen)
      throws MessagingException {
    var profile = new FetchProfile();
    profile.add(UIDFolder.FetchProfileItem.UID);
    profile.add(FetchProfile.Item.SIZE);
    profile.add(FetchProfile.Item.FLAGS);
    int total = folder.getMessageCount();
    var found = new ArrayList<IMAPMessage>();
    for (int first = 1; first <= total && found.isEmpty(); first += BATCH) {
      var window = folder.getMessages(first, Math.min(total, first + BATCH - 1));
      folder.fetch(window, profile);
      for (var message : window) {
        if (!message.isExpunged()
            && !message.isSet(Flags.Flag.DELETED)
            && !seen.contains(folder.getUID(message))) {
          found.add((IMAPMessage) message);
        }
      }
    }
    return found;
  }

  /** Whether it became a report that was not here yet. */
  private boolean take(
      ImapConnection connection,
      Way way,
      IMAPFolder processed,
      IMAPMessage mail,
      long uid,
      long validity)
      throws MessagingException, IOException, FailedAtMail {
    try {
      if (way.failingUid() != null && way.failingUid() == uid && way.failingTimes() >= PATIENCE) {
        setAside(connection, way, mail, uid, "could not be read " + way.failingTimes() + " times");
        return false;
      }
      byte[] raw = mail.getSize() > Intake.MAX_BYTES ? null : connection.bytes(mail);
      if (mail.isExpunged()) {
        return false; // somebody took it away in the meantime
      }
      if (raw == null || raw.length > Intake.MAX_BYTES) {
        setAside(connection, way, mail, uid, "is larger than 25 MiB");
        return false;
      }
      var receipt = receive(way, raw, validity, uid);
      connection.move(mail, processed);
      return !receipt.repeat();
    } catch (MessageRemovedException gone) {
      return false;
    } catch (MessagingException | IOException | RuntimeException failure) {
      throw new FailedAtMail(uid, failure);
    }
  }

  private void setAside(
      ImapConnection connection, Way way, IMAPMessage mail, long uid, String because)
      throws MessagingException {
    connection.move(mail, connection.made(way.failedFolder()));
    state.remark(
        way.id(),
        "A mail of "
            + (mail.getSize() + 1023) / 1024
            + " KiB (UID "
            + uid
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
