package dev.demarc.console.mailboxes;

import dev.demarc.mailboxes.Grant;
import dev.demarc.mailboxes.MailSecurity;
import dev.demarc.mailboxes.Mailbox;
import dev.demarc.mailboxes.MailboxDefinition;
import dev.demarc.mailboxes.OAuthDefinition;
import dev.demarc.shared.Problem;
import org.jspecify.annotations.Nullable;

/** The form of a mailbox as it was typed, without its secrets: those are never sent back. */
public record TypedMailbox(
    String name,
    String host,
    @Nullable String port,
    @Nullable String security,
    @Nullable String certificate,
    String username,
    @Nullable String signIn,
    @Nullable String tokenEndpoint,
    @Nullable String clientId,
    @Nullable String scope,
    String folder,
    String processedFolder,
    String failedFolder,
    @Nullable String pollSeconds) {

  /** What the form says for a sign-in without tokens. */
  static final String PASSWORD = "password";

  /** As they were typed; empty ones keep what is stored. */
  record Secrets(
      @Nullable String password, @Nullable String clientSecret, @Nullable String refreshToken) {
    static final Secrets KEPT = new Secrets(null, null, null);
  }

  static TypedMailbox empty() {
    return new TypedMailbox(
        "",
        "",
        "",
        MailSecurity.TLS.name(),
        "",
        "",
        PASSWORD,
        "",
        "",
        "",
        MailboxDefinition.INBOX,
        MailboxDefinition.PROCESSED,
        MailboxDefinition.FAILED,
        String.valueOf(MailboxDefinition.POLL_SECONDS));
  }

  static TypedMailbox of(Mailbox mailbox) {
    var oauth = mailbox.oauth();
    return new TypedMailbox(
        mailbox.name(),
        mailbox.host(),
        String.valueOf(mailbox.port()),
        mailbox.security().name(),
        mailbox.certificate() == null ? "" : mailbox.certificate(),
        mailbox.username(),
        oauth == null || oauth.grant() == null ? PASSWORD : oauth.grant().slug(),
        oauth == null ? "" : oauth.tokenEndpoint(),
        oauth == null ? "" : oauth.clientId(),
        oauth == null || oauth.scope() == null ? "" : oauth.scope(),
        mailbox.folder(),
        mailbox.processedFolder(),
        mailbox.failedFolder(),
        String.valueOf(mailbox.pollSeconds()));
  }

  /**
   * @throws Problem INVALID naming the field
   */
  MailboxDefinition wanted(Secrets secrets, boolean enabled) {
    var secured = MailSecurity.required(security);
    return new MailboxDefinition(
        name,
        host,
        port == null || port.isBlank()
            ? (secured == MailSecurity.TLS ? 993 : 143)
            : number("port", port),
        secured,
        certificate,
        username,
        signsInWithTokens() ? null : secrets.password(),
        signsInWithTokens() ? oauth(secrets) : null,
        folder,
        processedFolder,
        failedFolder,
        enabled,
        number("pollSeconds", pollSeconds));
  }

  public boolean signsInWithTokens() {
    return signIn != null && !signIn.equals(PASSWORD);
  }

  private OAuthDefinition oauth(Secrets secrets) {
    return new OAuthDefinition(
        tokenEndpoint,
        clientId,
        secrets.clientSecret(),
        scope,
        Grant.of(signIn).orElse(null),
        secrets.refreshToken());
  }

  private static int number(String field, @Nullable String text) {
    try {
      return Integer.parseInt(String.valueOf(text).strip());
    } catch (NumberFormatException e) {
      throw Problem.invalid(field, "must be a number");
    }
  }
}
