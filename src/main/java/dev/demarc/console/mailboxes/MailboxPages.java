package dev.demarc.console.mailboxes;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.mailboxes.ConnectionCheck;
import dev.demarc.mailboxes.MailSecurity;
import dev.demarc.mailboxes.Mailbox;
import dev.demarc.mailboxes.Mailboxes;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The mailboxes that reports are read from: how reading goes, and what is set. */
@Path("/settings/mailboxes")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class MailboxPages {

  /** The fields of the form. */
  public static class Fields {
    @FormParam("name")
    @Nullable String name;

    @FormParam("host")
    @Nullable String host;

    @FormParam("port")
    @Nullable String port;

    @FormParam("security")
    @Nullable String security;

    @FormParam("certificate")
    @Nullable String certificate;

    @FormParam("username")
    @Nullable String username;

    @FormParam("password")
    @Nullable String password;

    @FormParam("signIn")
    @Nullable String signIn;

    @FormParam("tokenEndpoint")
    @Nullable String tokenEndpoint;

    @FormParam("clientId")
    @Nullable String clientId;

    @FormParam("clientSecret")
    @Nullable String clientSecret;

    @FormParam("scope")
    @Nullable String scope;

    @FormParam("refreshToken")
    @Nullable String refreshToken;

    @FormParam("folder")
    @Nullable String folder;

    @FormParam("processedFolder")
    @Nullable String processedFolder;

    @FormParam("failedFolder")
    @Nullable String failedFolder;

    @FormParam("pollSeconds")
    @Nullable String pollSeconds;

    TypedMailbox typed() {
      return new TypedMailbox(
          name == null ? "" : name,
          host == null ? "" : host,
          port,
          security,
          certificate,
          username == null ? "" : username,
          signIn,
          tokenEndpoint,
          clientId,
          scope,
          folder == null ? "" : folder,
          processedFolder == null ? "" : processedFolder,
          failedFolder == null ? "" : failedFolder,
          pollSeconds);
    }

    TypedMailbox.Secrets secrets() {
      return new TypedMailbox.Secrets(password, clientSecret, refreshToken);
    }
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance mailboxes(
        @Nullable String problem,
        Page<Mailbox> page,
        TypedMailbox typed,
        List<MailSecurity> securities);

    static native TemplateInstance mailbox(
        @Nullable String problem,
        @Nullable String told,
        ConnectionCheck.@Nullable Result tried,
        Mailbox mailbox,
        TypedMailbox typed,
        List<MailSecurity> securities);
  }

  private static final List<MailSecurity> SECURITIES = List.of(MailSecurity.values());

  private final Mailboxes mailboxes;
  private final ConnectionCheck check;
  private final CurrentActor actor;

  MailboxPages(Mailboxes mailboxes, ConnectionCheck check, CurrentActor actor) {
    this.mailboxes = mailboxes;
    this.check = check;
    this.actor = actor;
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  public TemplateInstance mailboxes(@QueryParam("cursor") String cursor) {
    return Templates.mailboxes(
        null, mailboxes.inOrder(null, cursor), TypedMailbox.empty(), SECURITIES);
  }

  @POST
  public RestResponse<Object> add(@BeanParam Fields fields) {
    try {
      var wanted = fields.typed().wanted(fields.secrets(), true);
      return to("/" + mailboxes.add(wanted, actor.get().name()).id());
    } catch (Problem problem) {
      return answer(
          problem.type().status(),
          Templates.mailboxes(
              ProblemWords.of(problem), mailboxes.inOrder(null, null), fields.typed(), SECURITIES));
    }
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  @Path("{id}")
  public TemplateInstance mailbox(@PathParam("id") UUID id) {
    return page(null, null, null, mailboxes.get(id));
  }

  @POST
  @Path("{id}")
  public RestResponse<Object> change(@PathParam("id") UUID id, @BeanParam Fields fields) {
    var known = mailboxes.get(id);
    try {
      var wanted = fields.typed().wanted(fields.secrets(), known.enabled());
      var changed = mailboxes.change(id, wanted, actor.get().name());
      return answer(200, page(null, "Saved.", null, changed));
    } catch (Problem problem) {
      return answer(
          problem.type().status(),
          Templates.mailbox(
              ProblemWords.of(problem), null, null, known, fields.typed(), SECURITIES));
    }
  }

  @POST
  @Path("{id}/switch")
  public RestResponse<Object> setEnabled(@PathParam("id") UUID id, @FormParam("on") boolean on) {
    var known = mailboxes.get(id);
    try {
      mailboxes.change(
          id, TypedMailbox.of(known).wanted(TypedMailbox.Secrets.KEPT, on), actor.get().name());
      return to("/" + id);
    } catch (Problem problem) {
      return answer(problem.type().status(), page(ProblemWords.of(problem), null, null, known));
    }
  }

  /** Waits for the mail server, and says what came of it. */
  @POST
  @Path("{id}/check")
  public RestResponse<Object> tryOut(@PathParam("id") UUID id) {
    var mailbox = mailboxes.get(id);
    try {
      return answer(200, page(null, null, check.tryOut(id), mailbox));
    } catch (Problem problem) {
      return answer(problem.type().status(), page(ProblemWords.of(problem), null, null, mailbox));
    }
  }

  @POST
  @Path("{id}/removal")
  public RestResponse<Object> remove(@PathParam("id") UUID id) {
    mailboxes.remove(id);
    return to("");
  }

  private static TemplateInstance page(
      @Nullable String problem,
      @Nullable String told,
      ConnectionCheck.@Nullable Result tried,
      Mailbox mailbox) {
    return Templates.mailbox(problem, told, tried, mailbox, TypedMailbox.of(mailbox), SECURITIES);
  }

  private static RestResponse<Object> to(String place) {
    return PageResponses.seeOther("/settings/mailboxes" + place);
  }

  private static RestResponse<Object> answer(int status, TemplateInstance page) {
    return PageResponses.rendered(status, page);
  }
}
