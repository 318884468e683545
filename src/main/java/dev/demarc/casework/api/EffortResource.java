package dev.demarc.casework.api;

import dev.demarc.access.Roles;
import dev.demarc.casework.effort.TimeSpent;
import dev.demarc.casework.views.CaseEffort;
import dev.demarc.shared.CaseKey;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How long people worked on a case, where the desk notes it. */
@Path("/api/v1/cases/{key}/time")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class EffortResource {

  /**
   * @param what was done; may be null
   */
  public record TimeBody(Integer minutes, String what) {}

  private final CaseEffort effort;

  EffortResource(CaseEffort effort) {
    this.effort = effort;
  }

  @GET
  @Operation(
      summary = "How long people worked on a case",
      description = "409 where the desk does not note time (DEMARC_WORK_TIME_SPENT).")
  public TimeSpent.Sum spent(@PathParam("key") String key) {
    return effort.of(CaseKey.require(key));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Notes how long you worked on a case",
      description =
          "Minutes, 1 to 1,440, and what was done, as {\"minutes\": 15, \"what\": \"read"
              + " logs\"}.")
  public TimeSpent.Sum add(@PathParam("key") String key, TimeBody body) {
    RequestValues.required(body);
    return effort.add(CaseKey.require(key), body.minutes(), body.what());
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Takes back a note of your own time", description = "404 for another's.")
  public TimeSpent.Sum remove(@PathParam("key") String key, @PathParam("id") String id) {
    return effort.remove(
        CaseKey.require(key),
        Ids.parse(id).orElseThrow(() -> Problem.notFound("There is no such note of time.")));
  }
}
