package dev.demarc.queues;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.routing.Absence;
import dev.demarc.routing.Absences;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Who is away, and who stands in. */
@Path("/api/v1/absences")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.LEAD)
@Tag(name = "Queues")
public class AbsencesResource {

  /**
   * @param from absent for now
   * @param handsTo user name of who stands in; absent where nobody in particular does
   */
  public record AbsenceBody(
      String username, Instant from, Instant until, String handsTo, String note) {}

  private final Absences absences;
  private final QueueBoard board;
  private final CurrentActor actor;

  AbsencesResource(Absences absences, QueueBoard board, CurrentActor actor) {
    this.absences = absences;
    this.board = board;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  @Operation(summary = "Absences that last or are to come, by when they end")
  public List<Absence> list() {
    return board.absences(actor.get().name());
  }

  @POST
  @Operation(
      summary = "Enter an absence",
      description =
          "Who is away is given no work by others and is not called; who stands in is called in"
              + " their place.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples =
                  @ExampleObject(
                      value =
                          "{\"username\": \"r.vega\", \"until\": \"2026-12-04T08:00:00Z\","
                              + " \"handsTo\": \"a.kim\", \"note\": \"leave\"}")))
  public RestResponse<Absence> add(AbsenceBody body) {
    RequestValues.required(body);
    var made =
        absences.add(
            body.username(), body.from(), body.until(), body.handsTo(), body.note(), actor.get());
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, made)
        .location(URI.create("/api/v1/absences/" + made.id()))
        .build();
  }

  @DELETE
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Take an absence back")
  public RestResponse<Void> remove(@PathParam("id") String id) {
    absences.remove(
        Ids.parse(id).orElseThrow(() -> Problem.notFound("There is no absence " + id + ".")),
        actor.get());
    return RestResponse.noContent();
  }
}
