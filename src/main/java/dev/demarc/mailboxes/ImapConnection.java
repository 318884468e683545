package dev.demarc.mailboxes;

import dev.demarc.outbound.OutboundAddresses;
import dev.demarc.outbound.TlsToHost;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/** One connection to a mail server over IMAP4rev1 (RFC 3501, RFC 9051), with one folder open. */
final class ImapConnection implements AutoCloseable {

  static final String NO_TOKENS = "XOAUTH2 is not offered";

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int MOST_ADDRESSES = 3;

  private final IMAPStore store;
  private final ImapSettings imap;
  private final Map<String, IMAPFolder> made = new HashMap<>();
  private @Nullable IMAPFolder folder;
  private @Nullable Character separator;
  private volatile boolean arrived;

  private ImapConnection(IMAPStore store, ImapSettings imap) {
    this.store = store;
    this.imap = imap;
  }

  static ImapConnection open(ImapSettings imap, OutboundAddresses addresses)
      throws MessagingException {
    return open(imap, addresses, CONNECT, imap.answerWithin());
  }

  /**
   * @param connect how long the look-up of the name may take, and the connection to each address
   * @param answer how long the server may be silent, at any moment
   */
  static ImapConnection open(
      ImapSettings imap, OutboundAddresses addresses, Duration connect, Duration answer)
      throws MessagingException {
    var found = checked(imap, addresses, connect);
    for (int i = 0; i < found.size() - 1; i++) {
      try {
        return open(imap, found.get(i), connect, answer);
      } catch (MailConnectException e) {
        // nobody answers at this one; there are others
      }
    }
    return open(imap, found.get(found.size() - 1), connect, answer);
  }

  private static List<InetAddress> checked(
      ImapSettings imap, OutboundAddresses addresses, Duration patience) throws MessagingException {
    try {
      var found = addresses.of(imap.host(), patience);
      return found.subList(0, Math.min(found.size(), MOST_ADDRESSES));
    } catch (IOException e) {
      throw new MessagingException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MessagingException("Demarc is stopping", e);
    }
  }

  /** All connections of the store go to this address: the name is resolved no second time. */
  private static ImapConnection open(
      ImapSettings imap, InetAddress address, Duration connect, Duration answer)
      throws MessagingException {
    var session = Session.getInstance(properties(imap, connect, answer));
    var store = imap.tokens() == null ? (IMAPStore) session.getStore("imap") : withToken(session);
    try {
      store.connect(address.getHostAddress(), imap.port(), imap.username(), imap.password());
    } catch (MessagingException | RuntimeException refused) {
      closeQuietly(store);
      throw refused;
    }
    return new ImapConnection(store, imap);
  }

  /** A token is not shown as a password to a server that knows of none. */
  private static IMAPStore withToken(Session session) {
    return new IMAPStore(session, new URLName("imap", null, -1, null, null, null)) {
      @Override
      protected void preLogin(IMAPProtocol protocol) throws ProtocolException {
        if (!protocol.hasCapability("AUTH=XOAUTH2")) {
          throw new ProtocolException(NO_TOKENS);
        }
      }
    };
  }

  private static Properties properties(ImapSettings imap, Duration connect, Duration answer) {
    var properties = new Properties();
    properties.setProperty("mail.imap.connectiontimeout", "" + connect.toMillis());
    properties.setProperty("mail.imap.timeout", "" + answer.toMillis());
    properties.setProperty("mail.imap.writetimeout", "" + answer.toMillis());
    properties.setProperty("mail.imap.ssl.checkserveridentity", "true");
    switch (imap.security()) {
      case TLS -> properties.setProperty("mail.imap.ssl.enable", "true");
      case STARTTLS -> {
        properties.setProperty("mail.imap.starttls.enable", "true");
        properties.setProperty("mail.imap.starttls.required", "true");
      }
      case NONE -> properties.setProperty("mail.imap.starttls.enable", "false");
    }
    if (imap.tokens() != null) {
      properties.setProperty("mail.imap.auth.mechanisms", "XOAUTH2");
    }
    var tls =
        imap.certificate() == null
            ? (SSLSocketFactory) SSLSocketFactory.getDefault()
            : TrustedCertificates.in(imap.certificate());
    properties.put("mail.imap.ssl.socketFactory", new TlsToHost(tls, imap.host()));
    // or the machine's authorities would be asked after a certificate's, and for the address
    properties.setProperty("mail.imap.socketFactory.fallback", "false");
    return properties;
  }

  /** The folder as it is now; opening it again is how its numbers are kept in step. */
  IMAPFolder openFolder() throws MessagingException {
    if (folder != null && folder.isOpen()) {
      folder.close(false);
    }
    arrived = false;
    folder = (IMAPFolder) store.getFolder(onServer(imap.folder()));
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

  /**
   * That is open.
   *
   * @throws IllegalStateException before one was
   */
  IMAPFolder folder() {
    if (folder == null) {
      throw new IllegalStateException("no folder is open");
    }
    return folder;
  }

  /** Of the folder that is open. */
  UidCommands mails() {
    return new UidCommands(folder());
  }

  /** Whether mail came since the folder was opened. */
  boolean hasArrivals() {
    return arrived;
  }

  /**
   * RFC 2177. The folder is asked: asking the store while the folder has its connection makes a
   * second one, and servers count them.
   */
  boolean canIdle() throws MessagingException {
    return (boolean) folder().doCommand(protocol -> protocol.hasCapability("IDLE"));
  }

  /** A folder that is made where it is missing, and shown to those who look at subscribed ones. */
  IMAPFolder made(String name) throws MessagingException {
    if (!made.containsKey(name)) {
      made.put(name, found(name)); // once: asking while a folder is open takes another connection
    }
    return made.get(name);
  }

  private IMAPFolder found(String name) throws MessagingException {
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
    if (separator == null) {
      separator = store.getDefaultFolder().getSeparator();
    }
    return separator == 0 || separator == '/' ? name : name.replace('/', separator);
  }

  String greeting() throws MessagingException {
    var encrypted =
        imap.security() == MailSecurity.NONE ? "without encryption" : "over " + imap.security();
    return "Connected to " + imap.host() + " " + encrypted + ".";
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
