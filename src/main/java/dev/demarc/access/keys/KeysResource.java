package dev.demarc.access.keys;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The keys that programs call with. A secret is in the answer that makes it and nowhere else. */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "API keys")
public class KeysResource {

  /**
   * A key to make, or what to change about one: what is left out stays, an empty {@code expiresAt}
   * takes the expiry away.
   *
   * @param scopes submit, read, work, administer
   * @param addresses networks in CIDR notation that it may come from; any where there are none
   * @param queues slugs of the queues whose cases it sees; all where there are none
   * @param side {@code aws} or {@code customer}, whose cases it sees; empty for both
   * @param expiresAt a time, or a day (UTC) that it is still good on
   */
  public record KeyBody(
      String name,
      List<String> scopes,
      List<String> addresses,
      String expiresAt,
      List<String> queues,
      String side) {

    ApiKeys.Wanted wanted() {
      return new ApiKeys.Wanted(name, scopes, addresses, expiresAt, queues, side);
    }
  }

  /**
   * @param overlap how long the secret before is still good, in ISO 8601 ({@code PT24H}, 30 days at
   *     most); 24 hours where it is left out
   */
  public record RotationBody(String overlap) {

    private static final Duration USUAL = Duration.ofHours(24);

    Duration duration() {
      try {
        return overlap == null || overlap.isBlank() ? USUAL : Duration.parse(overlap.trim());
      } catch (DateTimeException e) {
        throw Problem.invalid("overlap", "must be a duration such as PT24H");
      }
    }
  }

  private final ApiKeys keys;
  private final CurrentActor actor;

  KeysResource(ApiKeys keys, CurrentActor actor) {
    this.keys = keys;
    this.actor = actor;
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  public Page<KeyEntry> list(
      @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
    return keys.list(Page.parseLimit(limit), cursor);
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  @Path("{id}")
  public KeyEntry get(@PathParam("id") String id) {
    return keys.get(uuid(id));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<ApiKeys.Shown> create(KeyBody body) {
    var made = keys.create(RequestValues.required(body).wanted(), actor.caller());
    return RestResponse.ResponseBuilder.<ApiKeys.Shown>created(
            URI.create("/api/v1/keys/" + made.key().id()))
        .entity(made)
        .build();
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public KeyEntry change(@PathParam("id") String id, KeyBody body) {
    return keys.change(uuid(id), RequestValues.required(body).wanted(), actor.caller());
  }

  /** Gives it a new secret; the one before is good for a while longer. */
  @POST
  @Path("{id}/secrets")
  @Consumes(MediaType.APPLICATION_JSON)
  public ApiKeys.Shown rotate(@PathParam("id") String id, RotationBody body) {
    var overlap = body == null ? RotationBody.USUAL : body.duration();
    return keys.rotate(uuid(id), overlap, actor.caller());
  }

  /** Revokes it; it stays in the list. */
  @DELETE
  @Path("{id}")
  public RestResponse<Void> revoke(@PathParam("id") String id) {
    keys.revoke(uuid(id), actor.caller());
    return RestResponse.noContent();
  }

  static UUID uuid(String id) {
    return Ids.require(id, "There is no such key.");
  }
}
