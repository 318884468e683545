package dev.demarc.mailboxes;

import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sets up.
 *
 * @param password null keeps the one that is stored
 * @param oauth how to sign in with tokens; null to sign in with the password
 */
public record MailboxDefinition(
    String name,
    String host,
    int port,
    MailSecurity security,
    @Nullable String certificate,
    String username,
    @Nullable String password,
    @Nullable OAuthDefinition oauth,
    String folder,
    String processedFolder,
    String failedFolder,
    boolean enabled,
    int pollSeconds) {

  public static final String INBOX = "INBOX";
  public static final String PROCESSED = "Processed";
  public static final String FAILED = "Failed";
  public static final int POLL_SECONDS = 60;

  /**
   * @throws Problem INVALID naming the field
   */
  public MailboxDefinition {
    name = text("name", name, 100);
    host = text("host", host, 253);
    username = text("username", username, 254);
    folder = folder("folder", folder);
    processedFolder = folder("processedFolder", processedFolder);
    failedFolder = folder("failedFolder", failedFolder);
    certificate = certificate == null || certificate.isBlank() ? null : certificate.strip();
    password = password == null || password.isEmpty() ? null : password;
    if (!host.matches("[\\p{L}\\p{N}._:-]+")) {
      throw Problem.invalid("host", "must be a host name or an address, without port or path");
    }
    if (port < 1 || port > 65535) {
      throw Problem.invalid("port", "must be between 1 and 65535; IMAP has 993 (TLS) and 143");
    }
    if (password != null && (password.length() > 1000 || password.matches("(?s).*[\0\r\n].*"))) {
      throw Problem.invalid("password", "must be one line of at most 1000 characters");
    }
    if (password != null && oauth != null) {
      throw Problem.invalid("password", "leave it out: with oauth, tokens sign in");
    }
    if (folder.equalsIgnoreCase(processedFolder) || folder.equalsIgnoreCase(failedFolder)) {
      throw Problem.invalid(
          "processedFolder",
          "must be another folder than the one that is read, and so failedFolder");
    }
    if (pollSeconds < 5 || pollSeconds > 86400) {
      throw Problem.invalid("pollSeconds", "must be between 5 and 86400");
    }
    if (certificate != null) {
      TrustedCertificates.in(certificate);
    }
  }

  private static String folder(String field, @Nullable String given) {
    var folder = text(field, given, 200);
    if (folder.matches(".*[*%\n\t].*")) {
      throw Problem.invalid(field, "must be one folder's name, without * and %");
    }
    return folder;
  }

  private static String text(String field, @Nullable String given, int longest) {
    var clean = TypedText.clean(given);
    if (clean == null || clean.isBlank()) {
      throw Problem.invalid(field, "is needed");
    }
    if (clean.length() > longest) {
      throw Problem.invalid(field, "must have at most " + longest + " characters");
    }
    return clean;
  }

  /** The way there: a stored password is sent nowhere else. */
  boolean leadsTo(StoredMailbox stored) {
    return host.equalsIgnoreCase(stored.host)
        && port == stored.port
        && security.name().equals(stored.security)
        && username.equals(stored.username);
  }
}
