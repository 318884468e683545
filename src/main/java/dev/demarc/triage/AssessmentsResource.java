package dev.demarc.triage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.filing.ReportFacts;
import dev.demarc.casework.filing.ReportTrials;
import dev.demarc.responsibility.Assessment;
import dev.demarc.routing.Router;
import dev.demarc.shared.RequestBodies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What would the engine say, and which cases are there already? Stores nothing. */
@Path("/api/v1/assessments")
@Tag(name = "Assessments")
public class AssessmentsResource {

  /**
   * @param queue the queue of the first side's work; {@code queues} has each side's
   * @param filing what filing would do with it; absent for keys that work no cases
   */
  public record AssessmentAnswer(
      @JsonUnwrapped Assessment assessment,
      String queue,
      List<String> queues,
      @JsonInclude(JsonInclude.Include.NON_NULL) ReportTrials.@Nullable Outlook filing) {}

  private static final String EXAMPLE =
      """
      {"title": "Port scan", "category": "port-scan",
       "indicators": [{"type": "ipv4", "value": "203.0.113.9", "role": "source"}]}
      """;

  private final ReportFacts reports;
  private final ReportTrials trials;
  private final Router router;
  private final CurrentActor actor;

  AssessmentsResource(ReportFacts reports, ReportTrials trials, Router router, CurrentActor actor) {
    this.reports = reports;
    this.trials = trials;
    this.router = router;
    this.actor = actor;
  }

  @POST
  @Consumes({
    MediaType.APPLICATION_JSON,
    ReportsResource.MAIL,
    ReportsResource.CSV,
    MediaType.TEXT_PLAIN,
    MediaType.MULTIPART_FORM_DATA
  })
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.SUBMITTER)
  @Operation(
      summary = "What would become of a report",
      description =
          "Takes any single report that POST /api/v1/reports takes, and stores nothing. To those who"
              + " work cases, filing says whether it would join a case, open one or be set aside, and"
              + " openCases has the open cases that name what it names, 20 at most, those that share"
              + " most first: joins (it would join this one), related (it would be named there) or"
              + " shares.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "scan", value = EXAMPLE)))
  public AssessmentAnswer assess(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
    var assessed =
        reports.assess(RequestBodies.required(body), RequestBodies.contentType(contentType));
    var queues =
        assessed.parts().stream()
            .map(part -> router.route(part).queue().slug())
            .distinct()
            .toList();
    var filing = actor.isAnalyst() ? trials.of(assessed, actor.submitter()) : null;
    return new AssessmentAnswer(assessed.assessment(), queues.get(0), queues, filing);
  }
}
