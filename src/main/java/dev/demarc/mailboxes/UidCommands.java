package dev.demarc.mailboxes;

import dev.demarc.intake.Intake;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/**
 * Reads and moves the mails of an open folder by their UIDs (RFC 9051 section 6.4.9). Their places
 * in the folder change under everyone who moves mails away, and not every server tells in time: a
 * move by place could take a mail away that nobody has read.
 */
final class UidCommands {

  private static final int CHUNK = 1024 * 1024;

  private final IMAPFolder folder;

  UidCommands(IMAPFolder folder) {
    this.folder = folder;
  }

  /**
   * The mail as the server has it, without marking it as read.
   *
   * @param size that the server says it has, in bytes
   * @return at most one byte more than a report may have; null where the mail is gone
   * @throws IOException where the server gives less than it says there is
   */
  byte @Nullable [] read(long uid, int size) throws MessagingException, IOException {
    byte[] once = readOnce(uid);
    // some servers are wrong about the size, and then twice alike; a mail that was cut off is not
    if (once != null && once.length <= Intake.MAX_BYTES && once.length != size) {
      byte[] again = readOnce(uid);
      if (again == null || once.length == 0 || once.length != again.length) {
        throw new IOException(
            "the server says that the mail has " + size + " bytes and gives " + once.length);
      }
    }
    return once;
  }

  private byte @Nullable [] readOnce(long uid) throws MessagingException {
    var mail = new ByteArrayOutputStream();
    while (mail.size() <= Intake.MAX_BYTES) {
      int start = mail.size();
      int wanted = Math.min(CHUNK, Intake.MAX_BYTES + 1 - start);
      byte[] part = part(uid, start, wanted);
      if (part == null && start == 0) {
        return null;
      }
      if (part != null) {
        mail.writeBytes(part);
      }
      if (part == null || part.length != wanted) {
        break; // a server that knows no parts gives more than was asked for: all
      }
    }
    return mail.toByteArray();
  }

  private byte[] part(long uid, int start, int wanted) throws MessagingException {
    return (byte[])
        folder.doCommand(
            protocol -> {
              var responses =
                  done(
                      protocol,
                      "UID FETCH " + uid + " (UID BODY.PEEK[]<" + start + "." + wanted + ">)",
                      null);
              for (var response : responses) {
                if (response instanceof FetchResponse fetched
                    && fetched.getItem(UID.class) != null
                    && fetched.getItem(UID.class).uid == uid
                    && fetched.getItem(BODY.class) != null
                    && fetched.getItem(BODY.class).getByteArray() != null) {
                  return fetched.getItem(BODY.class).getByteArray().getNewBytes();
                }
              }
              return null;
            });
  }

  /**
   * RFC 6851; else a copy, and only then the original is marked, and removed where that can be done
   * without removing what others have marked (RFC 4315). A mail that is gone is none to move.
   */
  void move(long uid, IMAPFolder target) throws MessagingException {
    folder.doCommand(
        protocol -> {
          if (protocol.hasCapability("MOVE")) {
            return done(protocol, "UID MOVE " + uid, named(protocol, target));
          }
          done(protocol, "UID COPY " + uid, named(protocol, target));
          done(protocol, "UID STORE " + uid + " +FLAGS.SILENT (\\Deleted)", null);
          if (protocol.hasCapability("UIDPLUS")) {
            return done(protocol, "UID EXPUNGE " + uid, null);
          }
          return onlyOneIsMarked(protocol) ? done(protocol, "EXPUNGE", null) : null;
        });
  }

  private static boolean onlyOneIsMarked(IMAPProtocol protocol) throws ProtocolException {
    int marked = 0;
    for (var response : done(protocol, "UID SEARCH DELETED", null)) {
      if (response instanceof IMAPResponse found && found.keyEquals("SEARCH")) {
        while (found.readLong() != -1) {
          marked++;
        }
      }
    }
    return marked == 1;
  }

  private static Argument named(IMAPProtocol protocol, IMAPFolder target) {
    var name = new Argument();
    if (protocol.supportsUtf8()) {
      name.writeString(target.getFullName(), StandardCharsets.UTF_8);
    } else {
      name.writeString(BASE64MailboxEncoder.encode(target.getFullName()));
    }
    return name;
  }

  private static Response[] done(IMAPProtocol protocol, String command, @Nullable Argument argument)
      throws ProtocolException {
    var responses = protocol.command(command, argument);
    protocol.notifyResponseHandlers(responses);
    protocol.handleResult(responses[responses.length - 1]);
    return responses;
  }
}
