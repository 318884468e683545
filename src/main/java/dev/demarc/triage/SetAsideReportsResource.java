package dev.demarc.triage;

import dev.demarc.access.Roles;
import dev.demarc.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reports that belong to no case, and why. */
@Path("/api/v1/set-aside-reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST_OF_ALL)
@Tag(name = "Reports")
public class SetAsideReportsResource {

  public record SetAsideReport(
      UUID id, @Nullable String format, @Nullable String title, String setAside, Instant filedAt) {}

  private final Filings filings;

  SetAsideReportsResource(Filings filings) {
    this.filings = filings;
  }

  @GET
  @Operation(
      summary = "Lists the reports that were filed without a case",
      description =
          "Newest first, each with the reason: statistics, an answer to nothing, a finding that is"
              + " over. One that belongs to a case after all is put there by POST"
              + " /api/v1/cases/{key}/reports.")
  public Page<SetAsideReport> list(
      @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
    var page = filings.setAside(Page.parseLimit(limit), cursor);
    return new Page<>(
        page.items().stream()
            .map(
                f ->
                    new SetAsideReport(
                        f.reportId(),
                        f.format(),
                        f.reading() == null ? null : f.reading().title(),
                        Objects.requireNonNullElse(f.setAside(), ""),
                        f.updatedAt()))
            .toList(),
        page.next());
  }
}
