package dev.demarc.triage;

import dev.demarc.access.Roles;
import dev.demarc.evidence.VisibleReports;
import dev.demarc.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Reports that could not be filed, and why. */
@Path("/api/v1/stuck-reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST_OF_ALL)
@Tag(name = "Reports")
public class FilingsResource {

  /** One report whose filing fails; STUCK where only a person's retry goes on. */
  public record StuckReport(
      UUID id,
      FilingStatus status,
      @Nullable String format,
      @Nullable String error,
      int attempts,
      Instant updatedAt) {}

  private final Filings filings;

  FilingsResource(Filings filings) {
    this.filings = filings;
  }

  @GET
  public Page<StuckReport> list(
      @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
    var page = filings.notFiled(Page.parseLimit(limit), cursor);
    return new Page<>(
        page.items().stream()
            .map(
                f ->
                    new StuckReport(
                        f.reportId(),
                        f.status(),
                        f.format(),
                        f.error(),
                        f.attempts(),
                        f.updatedAt()))
            .toList(),
        page.next());
  }

  /** Has the worker try again now. */
  @POST
  @Path("{id}/retry")
  public RestResponse<Void> retry(@PathParam("id") String id) {
    filings.retry(VisibleReports.reportId(id));
    return RestResponse.accepted();
  }
}
