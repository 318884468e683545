package dev.demarc.policy;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import dev.demarc.shared.SettingsTimeline;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Drafts of what decides, their replay over past cases, and which is in force. */
@Path("/api/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Policies")
public class PoliciesResource {

  public record DraftBody(
      String name, String matrix, Double autoRouteFrom, String textModel, Integer version) {
    Settings settings() {
      return new Settings(name, matrix, autoRouteFrom, textModel);
    }
  }

  /**
   * @param cases how many of the newest cases to go over; absent for all, 100,000 at most
   */
  public record ReplayBody(Integer cases) {}

  /**
   * @param unseen whether it may go in force without a replay
   */
  public record ActivationBody(String reason, boolean unseen, Integer version) {}

  private final Policies policies;
  private final Replays replays;
  private final CurrentActor actor;

  PoliciesResource(Policies policies, Replays replays, CurrentActor actor) {
    this.policies = policies;
    this.replays = replays;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  public Page<Policy> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
    return policies.list(Page.parseLimit(limit), cursor);
  }

  @GET
  @Path("in-force")
  @RolesAllowed(Roles.ANALYST)
  public Policy inForce() {
    return policies.inForce();
  }

  @GET
  @Path("timeline")
  @RolesAllowed(Roles.ANALYST)
  public List<SettingsTimeline.Event> timeline() {
    return policies.timeline();
  }

  @POST
  public RestResponse<Policy> draft(DraftBody body) {
    var made = policies.draft(RequestValues.required(body).settings(), actor.get());
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, made)
        .location(URI.create("/api/v1/policies/" + made.id()))
        .build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.ANALYST)
  public Policy read(@PathParam("id") String id) {
    return policies.read(id(id));
  }

  @GET
  @Path("{id}/matrix")
  @Produces("application/yaml")
  @RolesAllowed(Roles.ANALYST)
  public String matrix(@PathParam("id") String id) {
    return policies.matrixOf(id(id));
  }

  @PUT
  @Path("{id}")
  public Policy edit(@PathParam("id") String id, DraftBody body) {
    return policies.edit(id(id), RequestValues.required(body).settings(), body.version());
  }

  @DELETE
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  public RestResponse<Void> discard(
      @PathParam("id") String id, @QueryParam("version") Integer version) {
    policies.discard(id(id), version, actor.get());
    return RestResponse.noContent();
  }

  @POST
  @Path("{id}/replays")
  public RestResponse<Replay> replay(@PathParam("id") String id, ReplayBody body) {
    var started = replays.start(id(id), body == null ? null : body.cases(), actor.get());
    return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, started)
        .location(URI.create("/api/v1/policies/" + id + "/replays/latest"))
        .build();
  }

  @GET
  @Path("{id}/replays/latest")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  public Replay latest(@PathParam("id") String id) {
    return replays
        .latest(id(id))
        .orElseThrow(() -> Problem.notFound("This policy was never replayed."));
  }

  @DELETE
  @Path("{id}/replays/latest")
  @Consumes(MediaType.WILDCARD)
  public RestResponse<Void> cancel(@PathParam("id") String id) {
    replays.cancel(id(id));
    return RestResponse.noContent();
  }

  @GET
  @Path("{id}/replays/latest/moves")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  public Page<Replay.Move> moves(
      @PathParam("id") String id,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return replays.moves(id(id), Page.parseLimit(limit), cursor);
  }

  @POST
  @Path("{id}/activation")
  public Policy activate(@PathParam("id") String id, ActivationBody body) {
    RequestValues.required(body);
    return policies.activate(id(id), body.reason(), body.unseen(), body.version(), actor.get());
  }

  /** Puts back what was in force before. */
  @DELETE
  @Path("in-force")
  @Consumes(MediaType.WILDCARD)
  public Policy undo(@QueryParam("reason") String reason) {
    return policies.undo(reason, actor.get());
  }

  private static UUID id(String text) {
    return Ids.require(text, "There is no policy " + text + ".");
  }
}
