package dev.demarc.mailboxes;

import dev.demarc.intake.Intake;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/** One connection to a mail server over IMAP4rev1 (RFC 3501, RFC 9051), with one folder open. */
final class ImapConnection implements AutoCloseable {

  private static final String CONNECT_MILLIS = "10000";
  private static final String ANSWER_MILLIS = "30000";
  private static final String FETCH_BYTES = String.valueOf(1024 * 1024);

  private final IMAPStore store;
  private final Way way;
  private IMAPFolder folder;
  private volatile boolean arrived;

  private ImapConnection(IMAPStore store, Way way) {
    this.store = store;
    this.way = way;
  }

  static ImapConnection open(Way way) throws MessagingException {
    var store = (IMAPStore) Session.getInstance(properties(way)).getStore("imap");
    try {
      store.connect(way.host(), way.port(), way.username(), way.password());
    } catch (MessagingException | RuntimeException refused) {
      closeQuietly(store);
      throw refused;
    }
    return new ImapConnection(store, way);
  }

  private static Properties properties(Way way) {
    var properties = new Properties();
    properties.setProperty("mail.imap.connectiontimeout", CONNECT_MILLIS);
    properties.setProperty("mail.imap.timeout", ANSWER_MILLIS);
    properties.setProperty("mail.imap.writetimeout", ANSWER_MILLIS);
    properties.setProperty("mail.imap.fetchsize", FETCH_BYTES);
    // a mail is marked as read by nobody but a reader
    properties.setProperty("mail.imap.peek", "true");
    properties.setProperty("mail.imap.ssl.checkserveridentity", "true");
    switch (way.security()) {
      case TLS -> properties.setProperty("mail.imap.ssl.enable", "true");
      case STARTTLS -> {
        properties.setProperty("mail.imap.starttls.enable", "true");
        properties.setProperty("mail.imap.starttls.required", "true");
      }
      case NONE -> properties.setProperty("mail.imap.starttls.enable", "false");
    }
    if (way.certificate() != null) {
      properties.put("mail.imap.ssl.socketFactory", Trust.in(way.certificate()));
    }
    return properties;
  }

  /** The folder as it is now; opening it again is how its numbers are kept in step. */
  IMAPFolder openFolder() throws MessagingException {
    if (folder != null && folder.isOpen()) {
      folder.close(false);
    }
    arrived = false;
    folder = (IMAPFolder) store.getFolder(onServer(way.folder()));
    folder.addMessageCountListener(
        new MessageCountAdapter() {
          @Override
          public void messagesAdded(MessageCountEvent event) {
            arrived = true;
          }
        });
    folder.open(Folder.READ_WRITE);
    return folder;
  }

  /** Whether mail came since the folder was opened. */
  boolean hasArrivals() {
    return arrived;
  }

  /** RFC 2177. */
  boolean canIdle() throws MessagingException {
    return store.hasCapability("IDLE");
  }

  /** A folder that is made where it is missing, and shown to those who look at subscribed ones. */
  IMAPFolder made(String name) throws MessagingException {
    var wanted = (IMAPFolder) store.getFolder(onServer(name));
    if (!wanted.exists()) {
      if (!wanted.create(Folder.HOLDS_MESSAGES) && !wanted.exists()) {
        throw new FolderNotFoundException(wanted, "it cannot be made");
      }
      try {
        wanted.setSubscribed(true);
      } catch (MessagingException e) {
        // it works without
      }
    }
    return wanted;
  }

  boolean exists(String name) throws MessagingException {
    return store.getFolder(onServer(name)).exists();
  }

  /** {@code INBOX/Done} is a folder below INBOX whatever the server puts between the names. */
  private String onServer(String name) throws MessagingException {
    char separator = store.getDefaultFolder().getSeparator();
    return separator == 0 || separator == '/' ? name : name.replace('/', separator);
  }

  /**
   * The mail as the server has it, without marking it as read.
   *
   * @return at most one byte more than a report may have; null where the mail is gone
   * @throws IOException where the server gives less than it says there is
   */
  byte[] bytes(IMAPMessage mail) throws MessagingException, IOException {
    byte[] once = read(mail);
    if (mail.isExpunged()) {
      return null;
    }
    // some servers are wrong about the size, and then twice alike; a mail that was cut off is not
    if (once.length <= Intake.MAX_BYTES && once.length != mail.getSize()) {
      byte[] again = read(mail);
      if (once.length == 0 || once.length != again.length) {
        throw new IOException(
            "the server says that the mail has "
                + mail.getSize()
                + " bytes and gives "
                + again.length);
      }
    }
    return once;
  }

  private static byte[] read(IMAPMessage mail) throws MessagingException, IOException {
    try (var in = mail.getMimeStream()) {
      return in.readNBytes(Intake.MAX_BYTES + 1);
    }
  }

  /** RFC 6851; else a copy, and only then the original is marked and removed (RFC 4315). */
  void move(IMAPMessage mail, IMAPFolder target) throws MessagingException {
    var only = new Message[] {mail};
    if (store.hasCapability("MOVE")) {
      folder.moveMessages(only, target);
      return;
    }
    folder.copyMessages(only, target);
    mail.setFlag(Flags.Flag.DELETED, true);
    if (store.hasCapability("UIDPLUS")) {
      folder.expunge(only);
    } else if (folder.search(new FlagTerm(new Flags(Flags.Flag.DELETED), true)).length == 1) {
      folder.expunge();
    }
    // else others' marked mails would go too; ours stays marked, and is read no more
  }

  String greeting() throws MessagingException {
    var encrypted =
        way.security() == MailSecurity.NONE ? "without encryption" : "over " + way.security();
    return "Connected to " + way.host() + " " + encrypted + ".";
  }

  @Override
  public void close() {
    closeQuietly(store);
  }

  private static void closeQuietly(IMAPStore store) {
    try {
      store.close();
    } catch (MessagingException e) {
      // the connection is broken already
    }
  }
}
