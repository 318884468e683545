package dev.demarc.console.settings;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.access.keys.ApiKeys;
import dev.demarc.access.keys.KeyEntry;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The keys that programs call the API with. */
@Path("/settings/keys")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class KeyPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance keys(
        @Nullable String told,
        @Nullable String problem,
        @Nullable String secret,
        Page<KeyEntry> keys,
        List<Queue> queues);

    static native TemplateInstance key(
        @Nullable String told,
        @Nullable String problem,
        @Nullable String secret,
        KeyEntry key,
        List<Queue> queues);
  }

  private final ApiKeys keys;
  private final Router router;
  private final CurrentActor actor;

  KeyPages(ApiKeys keys, Router router, CurrentActor actor) {
    this.keys = keys;
    this.router = router;
    this.actor = actor;
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  public TemplateInstance keys(@QueryParam("cursor") String cursor) {
    return list(null, null, null, cursor);
  }

  private TemplateInstance list(
      @Nullable String told,
      @Nullable String problem,
      @Nullable String secret,
      @Nullable String cursor) {
    return Templates.keys(told, problem, secret, keys.list(null, cursor), router.queues());
  }

  @POST
  public RestResponse<Object> create(
      @FormParam("name") String name,
      @FormParam("scope") List<String> scopes,
      @FormParam("addresses") String addresses,
      @FormParam("expiresAt") String expiresAt,
      @FormParam("queue") List<String> queues,
      @FormParam("side") String side) {
    return FormAnswer.of(
        () -> {
          var wanted =
              new ApiKeys.Wanted(
                  name, scopes, lines(addresses), expiresAt, orNone(queues), orBoth(side));
          var made = keys.create(wanted, actor.caller());
          return list("This key is shown once. Copy it now.", null, made.secret(), null);
        },
        problem -> list(null, problem, null, null));
  }

  private static List<String> orNone(List<String> queues) {
    return queues == null ? List.of() : queues;
  }

  private static String orBoth(String side) {
    return side == null ? "" : side;
  }

  private static List<String> lines(String typed) {
    return typed == null || typed.isBlank() ? List.of() : List.of(typed.trim().split("[\\s,]+"));
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  @Path("{id}")
  public TemplateInstance key(@PathParam("id") String id) {
    return page(uuid(id), null, null, null);
  }

  private TemplateInstance page(
      UUID id, @Nullable String told, @Nullable String problem, @Nullable String secret) {
    return Templates.key(told, problem, secret, keys.get(id), router.queues());
  }

  @POST
  @Path("{id}")
  public RestResponse<Object> change(
      @PathParam("id") String id,
      @FormParam("scope") List<String> scopes,
      @FormParam("addresses") String addresses,
      @FormParam("expiresAt") String expiresAt,
      @FormParam("queue") List<String> queues,
      @FormParam("side") String side) {
    var key = uuid(id);
    return FormAnswer.of(
        () -> {
          var until = expiresAt == null ? "" : expiresAt;
          var wanted =
              new ApiKeys.Wanted(
                  null, scopes, lines(addresses), until, orNone(queues), orBoth(side));
          keys.change(key, wanted, actor.caller());
          return page(key, "Saved; it holds from the next call on.", null, null);
        },
        problem -> page(key, null, problem, null));
  }

  @POST
  @Path("{id}/secrets")
  public RestResponse<Object> rotate(@PathParam("id") String id, @FormParam("hours") String hours) {
    var key = uuid(id);
    return FormAnswer.of(
        () -> {
          var made = keys.rotate(key, overlap(hours), actor.caller());
          return page(key, "This key is shown once. Copy it now.", null, made.secret());
        },
        problem -> page(key, null, problem, null));
  }

  private static Duration overlap(String hours) {
    try {
      return Duration.ofHours(Integer.parseInt(hours == null ? "" : hours.trim()));
    } catch (NumberFormatException e) {
      throw Problem.invalid("hours", "must be a number of hours, 0 to 720");
    }
  }

  @POST
  @Path("{id}/revocation")
  public RestResponse<Object> revoke(@PathParam("id") String id) {
    var key = uuid(id);
    return FormAnswer.of(
        () -> {
          keys.revoke(key, actor.caller());
          return page(key, "The key is revoked.", null, null);
        },
        problem -> list(null, problem, null, null));
  }

  private static UUID uuid(String id) {
    return Ids.require(id, "There is no such key.");
  }
}
