package dev.demarc.console.settings;

import dev.demarc.access.ApiKeys;
import dev.demarc.access.CurrentActor;
import dev.demarc.access.People;
import dev.demarc.access.Roles;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.Problem;
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
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** People, keys, and where the queues' mail goes; for everyone, their own password. */
@Path("/settings")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class SettingsPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance settings(
        String told,
        String problem,
        String newKey,
        List<People.Entry> people,
        List<ApiKeys.Entry> keys,
        List<Queue> queues,
        List<Router.RuleLine> rules);
  }

  private final People people;
  private final ApiKeys keys;
  private final Router router;
  private final CurrentActor actor;

  SettingsPages(People people, ApiKeys keys, Router router, CurrentActor actor) {
    this.people = people;
    this.keys = keys;
    this.router = router;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance settings() {
    return page(null, null, null);
  }

  private TemplateInstance page(String told, String problem, String newKey) {
    boolean administrator = actor.isAdministrator();
    return Templates.settings(
        told,
        problem,
        newKey,
        administrator ? people.all() : List.of(),
        administrator ? keys.all() : List.of(),
        router.queues(),
        router.ruleLines());
  }

  @POST
  @Path("people")
  public RestResponse<Object> addPerson(
      @FormParam("username") String username,
      @FormParam("name") String name,
      @FormParam("email") String email,
      @FormParam("role") String role,
      @FormParam("password") String password) {
    return change(
        () -> {
          people.add(username, name, email, role, password);
          return page(username + " may sign in now.", null, null);
        });
  }

  @POST
  @Path("password")
  @RolesAllowed(Roles.ANALYST)
  public RestResponse<Object> changePassword(@FormParam("password") String password) {
    return change(
        () -> {
          people.setPassword(actor.username(), password);
          return page("Your password is changed. Sign in again with it.", null, null);
        });
  }

  @POST
  @Path("people/{username}/password")
  public RestResponse<Object> setPassword(
      @PathParam("username") String username, @FormParam("password") String password) {
    return change(
        () -> {
          people.setPassword(username, password);
          return page(username + " has a new password and is signed out everywhere.", null, null);
        });
  }

  @POST
  @Path("keys")
  public RestResponse<Object> createKey(
      @FormParam("name") String name, @FormParam("role") String role) {
    return change(
        () -> {
          var key = keys.create(name, role, actor.username());
          return page("This key is shown once. Copy it now.", null, key);
        });
  }

  @POST
  @Path("keys/{id}/revocation")
  public RestResponse<Object> revokeKey(@PathParam("id") UUID id) {
    return change(
        () -> {
          keys.revoke(id);
          return page("The key is revoked.", null, null);
        });
  }

  @POST
  @Path("queues/{slug}")
  public RestResponse<Object> changeAddress(
      @PathParam("slug") String slug, @FormParam("email") String email) {
    return change(
        () -> {
          router.changeAddress(slug, email);
          return page("Mail for " + slug + " goes to " + email + " now.", null, null);
        });
  }

  private RestResponse<Object> change(Supplier<TemplateInstance> change) {
    try {
      return answer(200, change.get());
    } catch (Problem problem) {
      return answer(problem.type().status(), page(null, problem.getMessage(), null));
    }
  }

  private static RestResponse<Object> answer(int status, TemplateInstance page) {
    return RestResponse.ResponseBuilder.create(status)
        .entity((Object) page.render())
        .type(MediaType.TEXT_HTML_TYPE)
        .build();
  }
}
