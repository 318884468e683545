package dev.demarc.policy.routing;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Who would get the work of past cases by a version of the rules. */
@Path("/api/v1/routing/versions/{id}/replays")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Routing")
public class RoutingReplaysResource {

  /**
   * @param cases how many of the newest cases to go over; absent for all, 100,000 at most
   */
  public record ReplayBody(Integer cases) {}

  private final RoutingReplays replays;
  private final CurrentActor actor;

  RoutingReplaysResource(RoutingReplays replays, CurrentActor actor) {
    this.replays = replays;
    this.actor = actor;
  }

  @POST
  @Operation(
      summary = "Replay a version over past cases",
      description = "Compares it with the rules in force and changes no case; a job does the work.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples = @ExampleObject(value = "{\"cases\": 5000}")))
  public RestResponse<RoutingReplay> replay(@PathParam("id") String id, ReplayBody body) {
    var version = RoutingResource.id(id);
    var started = replays.start(version, body == null ? null : body.cases(), actor.get());
    return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, started)
        .location(URI.create("/api/v1/routing/versions/" + version + "/replays/latest"))
        .build();
  }

  @GET
  @Path("latest")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  @Operation(summary = "How far the newest replay is, and how much work would move between queues")
  public RoutingReplay latest(@PathParam("id") String id) {
    return replays
        .latest(RoutingResource.id(id))
        .orElseThrow(() -> Problem.notFound("This version was never replayed."));
  }

  @DELETE
  @Path("latest")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Stop the newest replay")
  public RestResponse<Void> cancel(@PathParam("id") String id) {
    replays.cancel(RoutingResource.id(id));
    return RestResponse.noContent();
  }

  @GET
  @Path("latest/moves")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  @Operation(summary = "The parts of cases that would go to another queue")
  public Page<RoutingReplay.Move> moves(
      @PathParam("id") String id,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return replays.moves(RoutingResource.id(id), Page.parseLimit(limit), cursor);
  }
}
