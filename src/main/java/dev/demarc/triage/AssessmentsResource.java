package dev.demarc.triage;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.demarc.access.Roles;
import dev.demarc.casework.filing.ReportFacts;
import dev.demarc.responsibility.Assessment;
import dev.demarc.routing.Router;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What would the engine say? Stores nothing. */
@Path("/api/v1/assessments")
@Tag(name = "Assessments")
public class AssessmentsResource {

  /**
   * @param queue the queue of the first side's work; {@code queues} has each side's
   */
  public record AssessmentAnswer(
      @JsonUnwrapped Assessment assessment, String queue, List<String> queues) {}

  private final ReportFacts reports;
  private final Router router;

  AssessmentsResource(ReportFacts reports, Router router) {
    this.reports = reports;
    this.router = router;
  }

  @POST
  @Consumes({
    MediaType.APPLICATION_JSON,
    ReportsResource.MAIL,
    ReportsResource.CSV,
    MediaType.MULTIPART_FORM_DATA
  })
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.SUBMITTER)
  public AssessmentAnswer assess(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
    var assessed =
        reports.assess(RequestBodies.required(body), RequestBodies.contentType(contentType));
    var queues =
        assessed.parts().stream()
            .map(part -> router.route(part).queue().slug())
            .distinct()
            .toList();
    return new AssessmentAnswer(assessed.assessment(), queues.get(0), queues);
  }
}
