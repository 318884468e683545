package dev.demarc.queues;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.queues.QueueBoard.QueueState;
import dev.demarc.routing.QueueMembers;
import dev.demarc.routing.Queues;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Queues: who works them, who is on call, and how much waits. */
@Path("/api/v1/queues")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Queues")
public class QueuesResource {

  /**
   * @param side {@code aws}, {@code customer}, or {@code both} for people who decide whose work it
   *     is
   * @param clocks minutes until work should be done: critical, high, medium, low
   */
  public record QueueBody(
      String slug, String name, String side, String email, List<Integer> clocks) {
    Queues.Wanted wanted() {
      return new Queues.Wanted(name, side, email, clocks);
    }
  }

  /**
   * @param members user names in the order in which they are called
   * @param rota absent where the first is always called first
   */
  public record MembersBody(List<String> members, QueueMembers.Rota rota) {}

  private final QueueBoard board;
  private final Queues queues;
  private final QueueMembers orders;
  private final WorkLoad load;
  private final CurrentActor actor;

  QueuesResource(
      QueueBoard board, Queues queues, QueueMembers orders, WorkLoad load, CurrentActor actor) {
    this.board = board;
    this.queues = queues;
    this.orders = orders;
    this.load = load;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  @Operation(summary = "The queues that the caller sees, with members, who is on call, and load")
  public List<QueueState> list() {
    return board.all();
  }

  @GET
  @Path("load")
  @RolesAllowed(Roles.ANALYST)
  @Operation(
      summary = "How much open work each person has",
      description = "By user name, over the queues that the caller sees: look before handing on.")
  public Map<String, WorkLoad.Load> load() {
    return load.ofPeople();
  }

  @GET
  @Path("{slug}")
  @RolesAllowed(Roles.ANALYST)
  @Operation(summary = "One queue")
  public QueueState read(@PathParam("slug") String slug) {
    return board.read(slug);
  }

  @POST
  @Operation(summary = "Add a queue")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples =
                  @ExampleObject(
                      value =
                          "{\"slug\": \"mail-team\", \"name\": \"Mail team\", \"side\":"
                              + " \"customer\", \"email\": \"mail-team@example.com\", \"clocks\":"
                              + " [60, 240, 1440, 4320]}")))
  public RestResponse<QueueState> add(QueueBody body) {
    RequestValues.required(body);
    var made = queues.add(body.slug(), body.wanted(), actor.get());
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, board.read(made.slug()))
        .location(URI.create("/api/v1/queues/" + made.slug()))
        .build();
  }

  @PATCH
  @Path("{slug}")
  @Operation(summary = "Change a queue's name, address or clocks; what is absent stays")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples = @ExampleObject(value = "{\"email\": \"mail-team@example.com\"}")))
  public QueueState change(@PathParam("slug") String slug, QueueBody body) {
    RequestValues.required(body);
    queues.change(slug, body.wanted(), actor.get());
    return board.read(slug);
  }

  @PUT
  @Path("{slug}/members")
  @Operation(
      summary = "Set who works a queue, in the order in which they are called",
      description =
          "With a rota the turn goes round: the first is called first for so many hours from since"
              + " on, then the next. Turns of whole days change at the same time of day in the"
              + " zone.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples =
                  @ExampleObject(
                      value =
                          "{\"members\": [\"a.kim\", \"m.okafor\"], \"rota\": {\"hours\": 168,"
                              + " \"since\": \"2026-11-30T07:00:00Z\", \"zone\":"
                              + " \"Europe/Berlin\"}}")))
  public QueueState setMembers(@PathParam("slug") String slug, MembersBody body) {
    RequestValues.required(body);
    var members = body.members() == null ? List.<String>of() : body.members();
    orders.set(slug, members, body.rota(), actor.get());
    return board.read(slug);
  }

  @DELETE
  @Path("{slug}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Remove a queue that never had work and that no rule, person or key names")
  public RestResponse<Void> remove(@PathParam("slug") String slug) {
    queues.remove(slug, actor.get());
    return RestResponse.noContent();
  }
}
