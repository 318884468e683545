package dev.demarc.console.settings;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.access.administration.PersonChanges;
import dev.demarc.access.people.People;
import dev.demarc.access.signin.OwnSecondFactor;
import dev.demarc.access.signin.PasswordChanges;
import dev.demarc.access.signin.Sessions;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The people who may sign in, what they may do, and where they are signed in. */
@Path("/settings/people")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class PeoplePages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance people(
        @Nullable String told,
        @Nullable String problem,
        int shortest,
        List<People.PersonEntry> people,
        int all,
        String asked);

    static native TemplateInstance person(
        @Nullable String told,
        @Nullable String problem,
        int shortest,
        People.PersonEntry person,
        List<String> roles,
        List<Queue> queues,
        OwnSecondFactor.Status factor,
        List<Sessions.SignedInSession> sessions);
  }

  private final People people;
  private final PersonChanges changes;
  private final PasswordChanges passwords;
  private final OwnSecondFactor factors;
  private final Sessions sessions;
  private final Router router;
  private final CurrentActor actor;

  // all that a person's page shows and changes
  PeoplePages(
      People people,
      PersonChanges changes,
      PasswordChanges passwords,
      OwnSecondFactor factors,
      Sessions sessions,
      Router router,
      CurrentActor actor) {
    this.people = people;
    this.changes = changes;
    this.passwords = passwords;
    this.factors = factors;
    this.sessions = sessions;
    this.router = router;
    this.actor = actor;
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  public TemplateInstance people(@QueryParam("q") String word) {
    return list(null, null, word);
  }

  /**
   * @param word of the name, of what they sign in with, of their address or role; null for all
   */
  private TemplateInstance list(
      @Nullable String told, @Nullable String problem, @Nullable String word) {
    var all = people.all();
    var wanted = word == null ? "" : word.strip().toLowerCase(Locale.ROOT);
    var found =
        all.stream()
            .filter(
                one ->
                    Stream.of(one.name(), one.username(), one.role(), one.email())
                        .anyMatch(
                            text -> text != null && text.toLowerCase(Locale.ROOT).contains(wanted)))
            .sorted(Comparator.comparing(People.PersonEntry::disabled))
            .toList();
    return Templates.people(
        told, problem, people.shortestPassword(), found, all.size(), word == null ? "" : word);
  }

  @POST
  public RestResponse<Object> add(
      @FormParam("username") String username,
      @FormParam("name") String name,
      @FormParam("email") String email,
      @FormParam("role") String role,
      @FormParam("password") String password) {
    return FormAnswer.of(
        () -> {
          people.add(new People.Wanted(username, name, email, role, password), actor.caller());
          return list(username + " may sign in now.", null, null);
        },
        problem -> list(null, problem, null));
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  @Path("{username}")
  public TemplateInstance person(@PathParam("username") String username) {
    return page(username, null, null);
  }

  private TemplateInstance page(String username, @Nullable String told, @Nullable String problem) {
    return Templates.person(
        told,
        problem,
        people.shortestPassword(),
        people.get(username),
        People.ROLES,
        router.queues(),
        factors.status(username),
        sessions.of(username));
  }

  private RestResponse<Object> change(String username, Runnable change, String told) {
    return FormAnswer.of(
        () -> {
          change.run();
          return page(username, told, null);
        },
        problem -> page(username, null, problem));
  }

  @POST
  @Path("{username}/password")
  public RestResponse<Object> setPassword(
      @PathParam("username") String username, @FormParam("password") String password) {
    return change(
        username,
        () -> passwords.set(username, password, actor.caller()),
        username + " has a new password and is signed out everywhere.");
  }

  @POST
  @Path("{username}/second-factor/removal")
  public RestResponse<Object> resetSecondFactor(@PathParam("username") String username) {
    return change(
        username,
        () -> factors.reset(username, actor.caller()),
        username + " has no second factor any more and is signed out everywhere.");
  }

  @POST
  @Path("{username}/role")
  public RestResponse<Object> changeRole(
      @PathParam("username") String username, @FormParam("role") String role) {
    return change(
        username,
        () -> changes.changeRole(username, role, actor.caller()),
        username + " is " + role + " now.");
  }

  /** No queue is every queue. */
  @POST
  @Path("{username}/sight")
  public RestResponse<Object> changeSight(
      @PathParam("username") String username,
      @FormParam("queue") List<String> queues,
      @FormParam("side") String side) {
    return change(
        username,
        () ->
            changes.changeSight(
                username,
                queues == null ? List.of() : queues,
                side == null ? "" : side,
                actor.caller()),
        "Saved; " + username + " sees these cases from the next click on.");
  }

  @POST
  @Path("{username}/deactivation")
  public RestResponse<Object> deactivate(@PathParam("username") String username) {
    return change(
        username,
        () -> changes.deactivate(username, actor.caller()),
        username + " is deactivated. Their open work goes back to its queues.");
  }

  @POST
  @Path("{username}/reactivation")
  public RestResponse<Object> reactivate(@PathParam("username") String username) {
    return change(
        username,
        () -> changes.reactivate(username, actor.caller()),
        username + " may sign in again.");
  }

  @POST
  @Path("{username}/sessions/{id}/end")
  public RestResponse<Object> endSession(
      @PathParam("username") String username, @PathParam("id") String id) {
    return change(
        username,
        () -> sessions.end(AccountPages.sessionId(id), username, actor.caller()),
        "That session has ended.");
  }
}
