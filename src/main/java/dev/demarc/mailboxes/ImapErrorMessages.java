package dev.demarc.mailboxes;

import dev.demarc.outbound.AddressRefused;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderClosedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.ReadOnlyFolderException;
import jakarta.mail.StoreClosedException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/** What stands in the way of reading a mailbox, in words that say what to do. */
final class ImapErrorMessages {

  private static final int LONGEST_QUOTE = 200;

  private ImapErrorMessages() {}

  static String words(Throwable failure, ImapSettings imap) {
    var place = imap.host() + ":" + imap.port();
    if (failure instanceof Problem problem) {
      return problem.getMessage();
    }
    if (failure instanceof AuthenticationFailedException && imap.tokens() != null) {
      return "The server refuses the access token for "
          + imap.username()
          + quoted(failure)
          + ". Check the scope, and whether the application may read this mailbox over IMAP; in"
          + " Microsoft 365, its service principal needs full access to it.";
    }
    if (failure instanceof AuthenticationFailedException) {
      return "The server refuses the user or the password"
          + quoted(failure)
          + ". Check both; with two-factor sign-in, providers want a password made for one"
          + " application.";
    }
    if (failure instanceof FolderNotFoundException missing) {
      var name = missing.getFolder() == null ? imap.folder() : missing.getFolder().getFullName();
      return "The folder "
          + name
          + " is not there"
          + quoted(failure)
          + ". Make it on the server, or name another; some servers want INBOX. before it.";
    }
    if (failure instanceof ReadOnlyFolderException) {
      return "The folder "
          + imap.folder()
          + " may only be looked at. Give "
          + imap.username()
          + " the right to move mails out of it.";
    }
    if (failure instanceof MoveRefused refused) {
      return "A mail was taken and cannot be moved to the folder "
          + refused.folder()
          + quoted(rootOf(failure))
          + ". See whether that folder is full and "
          + imap.username()
          + " may move mails there; the mails behind it wait.";
    }
    if (has(failure, AddressRefused.class)) {
      return "Demarc does not connect to " + place + ": " + rootOf(failure).getMessage() + ".";
    }
    if (has(failure, UnknownHostException.class)) {
      return "No host is named " + imap.host() + ". Check the name.";
    }
    var certificate = certificateTrouble(failure, imap);
    if (certificate != null) {
      return certificate;
    }
    if (has(failure, SSLException.class)) {
      return "TLS fails at "
          + place
          + quoted(rootOf(failure))
          + ". Check security and port: TLS is usually at 993, STARTTLS at 143.";
    }
    if (String.valueOf(failure.getMessage()).contains("STARTTLS is required")) {
      return place + " does not offer STARTTLS. Use TLS (usually at 993), or ask who runs it.";
    }
    if (String.valueOf(failure.getMessage()).contains(ImapConnection.NO_TOKENS)) {
      return imap.host()
          + " offers no sign-in with OAuth (XOAUTH2). Use a password, or ask who runs it.";
    }
    if (failure instanceof MailConnectException) {
      return "Nothing answers at "
          + place
          + quoted(rootOf(failure))
          + ". Check host and port, and whether a firewall is between.";
    }
    if (failure instanceof FolderClosedException
        || failure instanceof StoreClosedException
        || has(failure, SocketTimeoutException.class)) {
      return "The server ended the connection or stopped answering"
          + quoted(failure)
          + ". If that goes on, ask who runs it.";
    }
    return "The server did not do what was asked" + quoted(rootOf(failure)) + ".";
  }

  private static @Nullable String certificateTrouble(Throwable failure, ImapSettings imap) {
    boolean about =
        has(failure, CertificateException.class) || has(failure, CertPathValidatorException.class);
    if (!about && !String.valueOf(rootOf(failure).getMessage()).contains("certification path")) {
      return null;
    }
    var said = String.valueOf(rootOf(failure).getMessage());
    if (said.contains("No subject alternative") || said.contains("No name matching")) {
      return "The certificate of "
          + imap.host()
          + " is made out for another name"
          + quoted(rootOf(failure))
          + ". Use the host name that stands in it.";
    }
    if (has(failure, CertificateExpiredException.class)) {
      return "The certificate of "
          + imap.host()
          + " has expired"
          + quoted(rootOf(failure))
          + ". Whoever runs the server must renew it; if it did not, look at this machine's clock.";
    }
    return "The certificate of "
        + imap.host()
        + " is not to be trusted"
        + quoted(rootOf(failure))
        + ". If it comes from an authority of your own, give that authority's certificate.";
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    for (var cause = failure; cause != null; cause = next(cause)) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static Throwable rootOf(Throwable failure) {
    var root = failure;
    for (var next = next(root); next != null; next = next(root)) {
      root = next;
    }
    return root;
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure.getCause() == failure ? null : failure.getCause();
  }

  private static String quoted(Throwable failure) {
    var said = TypedText.clean(failure.getMessage());
    if (said == null || said.isBlank()) {
      return "";
    }
    var line =
        said.replaceAll("\\s+", " ")
            .replaceAll("[.\\s]+$", "")
            // the number of a command is another each time, and the words must not be
            .replaceFirst("^[A-Z]+[0-9]+ (NO|BAD) ", "");
    return " (" + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) : line) + ")";
  }
}
