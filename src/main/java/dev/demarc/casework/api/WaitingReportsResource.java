package dev.demarc.casework.api;

import dev.demarc.access.Roles;
import dev.demarc.casework.filing.WaitingReports;
import dev.demarc.casework.filing.WaitingReports.WaitingReport;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Reports that wait, as too few about their matter came to open a case. */
@Path("/api/v1/waiting-reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Rules for cases")
public class WaitingReportsResource {

  private final WaitingReports waiting;

  WaitingReportsResource(WaitingReports waiting) {
    this.waiting = waiting;
  }

  @GET
  @Operation(
      summary = "Lists the reports that wait for more about their matter, the newest first",
      description = "For those who see every case, as with all reports that are in none.")
  public Page<WaitingReport> list(
      @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
    return waiting.list(Page.parseLimit(limit), cursor);
  }

  @POST
  @Path("{id}/case")
  @Operation(
      summary = "Opens a case for a report that waits",
      description = "202: it is filed within a moment, and what comes then joins its case.")
  public RestResponse<Void> open(@PathParam("id") String id) {
    waiting.open(Ids.require(id, "No report " + id + " waits for more."));
    return RestResponse.accepted();
  }
}
