package dev.demarc.mailboxes;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The mailboxes that reports are read from over IMAP. */
@Path("/api/v1/mailboxes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Mailboxes")
public class MailboxesResource {

  /**
   * What is set; absent members keep their value, or get their default in a new mailbox. A password
   * takes the place of oauth, and oauth that of the password.
   *
   * @param security {@code TLS} (default), {@code STARTTLS} or {@code NONE}
   * @param port default 993, or 143 without TLS
   * @param certificate PEM of the authority or server that alone is trusted; empty for the
   *     machine's authorities
   */
  public record MailboxBody(
      String name,
      String host,
      Integer port,
      String security,
      String certificate,
      String username,
      String password,
      OAuthBody oauth,
      String folder,
      String processedFolder,
      String failedFolder,
      Boolean enabled,
      Integer pollSeconds) {

    MailboxDefinition over(Mailbox known) {
      var secured = security == null ? known.security() : MailSecurity.required(security);
      return new MailboxDefinition(
          or(name, known.name()),
          or(host, known.host()),
          or(port, known.port()),
          secured,
          certificate == null ? known.certificate() : certificate,
          or(username, known.username()),
          password,
          oauthOver(known.oauth()),
          or(folder, known.folder()),
          or(processedFolder, known.processedFolder()),
          or(failedFolder, known.failedFolder()),
          or(enabled, known.enabled()),
          or(pollSeconds, known.pollSeconds()));
    }

    MailboxDefinition asNew() {
      var secured = security == null ? MailSecurity.TLS : MailSecurity.required(security);
      return new MailboxDefinition(
          name,
          host,
          or(port, secured == MailSecurity.TLS ? 993 : 143),
          secured,
          certificate,
          username,
          password,
          oauth == null ? null : oauth.over(OAuthBody.NOTHING),
          or(folder, MailboxDefinition.INBOX),
          or(processedFolder, MailboxDefinition.PROCESSED),
          or(failedFolder, MailboxDefinition.FAILED),
          or(enabled, true),
          or(pollSeconds, MailboxDefinition.POLL_SECONDS));
    }

    private @Nullable OAuthDefinition oauthOver(@Nullable OAuthSettings known) {
      if (oauth != null) {
        return oauth.over(known == null ? OAuthBody.NOTHING : known);
      }
      return known == null || password != null ? null : OAuthBody.KEPT.over(known);
    }

    private static <T> T or(@Nullable T wanted, T otherwise) {
      return wanted == null ? otherwise : wanted;
    }
  }

  /**
   * How tokens are asked for; absent members keep their value.
   *
   * @param tokenEndpoint an https address
   * @param grant {@code client_credentials} or {@code refresh_token}
   * @param clientSecret shown nowhere again, and so refreshToken
   * @param scope empty for what the client has anyway
   */
  public record OAuthBody(
      @Nullable String tokenEndpoint,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String scope,
      @Nullable String grant,
      @Nullable String refreshToken) {

    private static final OAuthSettings NOTHING = new OAuthSettings(null, null, null, null);
    private static final OAuthBody KEPT = new OAuthBody(null, null, null, null, null, null);

    OAuthDefinition over(OAuthSettings known) {
      return new OAuthDefinition(
          tokenEndpoint == null ? known.tokenEndpoint() : tokenEndpoint,
          clientId == null ? known.clientId() : clientId,
          clientSecret,
          scope == null ? known.scope() : scope,
          grant == null ? known.grant() : Grant.of(grant).orElse(null),
          refreshToken);
    }
  }

  private final Mailboxes mailboxes;
  private final ConnectionCheck check;
  private final CurrentActor actor;

  MailboxesResource(Mailboxes mailboxes, ConnectionCheck check, CurrentActor actor) {
    this.mailboxes = mailboxes;
    this.check = check;
    this.actor = actor;
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  public Page<Mailbox> list(
      @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
    return mailboxes.inOrder(Page.parseLimit(limit), cursor);
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  @Path("{id}")
  public Mailbox get(@PathParam("id") String id) {
    return mailboxes.get(uuid(id));
  }

  /** Sets one up; unless it is switched off, reading begins at once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<Mailbox> add(MailboxBody body) {
    var added = mailboxes.add(RequestValues.required(body).asNew(), actor.get().name());
    return RestResponse.ResponseBuilder.<Mailbox>created(
            URI.create("/api/v1/mailboxes/" + added.id()))
        .entity(added)
        .build();
  }

  /** Changes what is named. Another host, port, user or security needs the password again. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Mailbox change(@PathParam("id") String id, MailboxBody body) {
    var known = mailboxes.get(uuid(id));
    return mailboxes.change(
        known.id(), RequestValues.required(body).over(known), actor.get().name());
  }

  /** Reads it no more; its mails and their reports stay. */
  @DELETE
  @Path("{id}")
  public RestResponse<Void> remove(@PathParam("id") String id) {
    mailboxes.remove(uuid(id));
    return RestResponse.noContent();
  }

  /** Tries the way into it, and waits for what comes of that. */
  @POST
  @Path("{id}/checks")
  public ConnectionCheck.Result check(@PathParam("id") String id) {
    return check.tryOut(uuid(id));
  }

  private static UUID uuid(String id) {
    return Ids.require(id, "There is no such mailbox.");
  }
}
