package dev.demarc.console.settings;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.access.people.People;
import dev.demarc.access.signin.OwnSecondFactor;
import dev.demarc.access.signin.PasswordChanges;
import dev.demarc.access.signin.Sessions;
import dev.demarc.shared.Ids;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** For everyone: their own password, and where they are signed in. */
@Path("/settings/account")
@RolesAllowed({Roles.ANALYST, Roles.AUDITOR})
@Produces(MediaType.TEXT_HTML)
public class AccountPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance account(
        @Nullable String told,
        @Nullable String problem,
        int shortest,
        People.PersonEntry person,
        OwnSecondFactor.Status factor,
        UUID here,
        List<Sessions.SignedInSession> sessions);
  }

  private final PasswordChanges passwords;
  private final People people;
  private final OwnSecondFactor factor;
  private final Sessions sessions;
  private final CurrentActor actor;

  AccountPages(
      PasswordChanges passwords,
      People people,
      OwnSecondFactor factor,
      Sessions sessions,
      CurrentActor actor) {
    this.passwords = passwords;
    this.factor = factor;
    this.people = people;
    this.sessions = sessions;
    this.actor = actor;
  }

  @GET
  public TemplateInstance account() {
    return page(null, null);
  }

  private TemplateInstance page(@Nullable String told, @Nullable String problem) {
    return Templates.account(
        told,
        problem,
        people.shortestPassword(),
        people.get(actor.username()),
        factor.status(actor.username()),
        actor.session(),
        sessions.of(actor.username()));
  }

  @POST
  @Path("password")
  public RestResponse<Object> changePassword(
      @FormParam("current") String current, @FormParam("password") String password) {
    return FormAnswer.of(
        () -> {
          passwords.changeOwn(current, password, actor.session(), actor.caller());
          return page("Your password is changed. You are signed out everywhere else.", null);
        },
        problem -> page(null, problem));
  }

  @POST
  @Path("sessions/{id}/end")
  public RestResponse<Object> endSession(@PathParam("id") String id) {
    return FormAnswer.of(
        () -> {
          sessions.end(sessionId(id), actor.username(), actor.caller());
          return page("That session has ended.", null);
        },
        problem -> page(null, problem));
  }

  static UUID sessionId(String id) {
    return Ids.require(id, "There is no such session.");
  }
}
