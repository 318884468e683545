package dev.demarc.mailboxes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people set, and how reading goes. */
@Entity
@Table(name = "mailbox")
class StoredMailbox {

  @Id UUID id;
  String name;
  String host;
  int port;
  String security;
  @Nullable String certificate;
  String username;
  byte @Nullable [] password;

  @Column(name = "token_endpoint")
  @Nullable String tokenEndpoint;

  @Column(name = "client_id")
  @Nullable String clientId;

  @Column(name = "client_secret")
  byte @Nullable [] clientSecret;

  @Column(name = "token_scope")
  @Nullable String tokenScope;

  @Column(name = "token_grant")
  @Nullable String tokenGrant;

  @Column(name = "refresh_token")
  byte @Nullable [] refreshToken;

  String folder;

  @Column(name = "processed_folder")
  String processedFolder;

  @Column(name = "failed_folder")
  String failedFolder;

  boolean enabled;

  @Column(name = "poll_seconds")
  int pollSeconds;

  int revision;

  @Column(name = "changed_at")
  Instant changedAt;

  @Column(name = "changed_by")
  String changedBy;

  @Column(name = "last_read_at")
  @Nullable Instant lastReadAt;

  @Column(name = "last_taken_at")
  @Nullable Instant lastTakenAt;

  long taken;
  @Nullable String error;

  @Column(name = "error_since")
  @Nullable Instant errorSince;

  int failures;
  @Nullable String remark;

  @Column(name = "remark_at")
  @Nullable Instant remarkAt;

  @Column(name = "uid_validity")
  @Nullable Long uidValidity;

  @Column(name = "failing_uid")
  @Nullable Long failingUid;

  @Column(name = "failing_times")
  int failingTimes;

  void take(MailboxDefinition wanted) {
    name = wanted.name();
    host = wanted.host();
    port = wanted.port();
    security = wanted.security().name();
    certificate = wanted.certificate();
    username = wanted.username();
    var oauth = wanted.oauth();
    tokenEndpoint = oauth == null ? null : oauth.tokenEndpoint();
    clientId = oauth == null ? null : oauth.clientId();
    tokenScope = oauth == null ? null : oauth.scope();
    tokenGrant = oauth == null ? null : oauth.grant().name();
    folder = wanted.folder();
    processedFolder = wanted.processedFolder();
    failedFolder = wanted.failedFolder();
    enabled = wanted.enabled();
    pollSeconds = wanted.pollSeconds();
  }

  /** What was wrong may be right now; the first failure after a change is told at once. */
  void startOver() {
    error = null;
    errorSince = null;
    failures = 0;
    failingUid = null;
    failingTimes = 0;
  }

  Mailbox toMailbox() {
    return new Mailbox(
        id,
        name,
        host,
        port,
        MailSecurity.valueOf(security),
        certificate,
        username,
        tokenEndpoint == null || tokenGrant == null
            ? null
            : new OAuthSettings(tokenEndpoint, clientId, tokenScope, Grant.valueOf(tokenGrant)),
        folder,
        processedFolder,
        failedFolder,
        enabled,
        pollSeconds,
        changedAt,
        changedBy,
        new Mailbox.State(
            status(), lastReadAt, lastTakenAt, taken, error, errorSince, remark, remarkAt));
  }

  private String status() {
    if (!enabled) {
      return "off";
    }
    if (error != null) {
      return "failing";
    }
    return lastReadAt == null ? "new" : "ok";
  }
}
