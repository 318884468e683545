package dev.demarc.console.reports;

import dev.demarc.access.Roles;
import dev.demarc.casework.filing.WaitingReports;
import dev.demarc.casework.filing.WaitingReports.WaitingReport;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Reports that wait, as too few about their matter came to open a case. */
@Path("/reports/waiting")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class WaitingReportPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance waiting(Page<WaitingReport> page, @Nullable String problem);
  }

  private final WaitingReports reports;

  WaitingReportPages(WaitingReports reports) {
    this.reports = reports;
  }

  @GET
  public TemplateInstance list(@QueryParam("cursor") String cursor) {
    return Templates.waiting(reports.list(null, cursor), null);
  }

  @POST
  @Path("{id}/case")
  public RestResponse<Object> open(@PathParam("id") String id) {
    try {
      reports.open(Ids.require(id, "No report " + id + " waits for more."));
      return PageResponses.seeOther("/reports/waiting");
    } catch (Problem problem) {
      return PageResponses.rendered(
          problem.type().status(),
          Templates.waiting(reports.list(null, null), ProblemWords.of(problem)));
    }
  }
}
