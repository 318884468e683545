package dev.demarc.policy.routing;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestBodies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which rule takes a case or a report, and why the others don't. Stores nothing. */
@Path("/api/v1/routing/trials")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST_OF_ALL)
@Tag(name = "Routing")
public class RoutingTrialsResource {

  private final RoutingTester tester;
  private final CurrentActor actor;

  RoutingTrialsResource(RoutingTester tester, CurrentActor actor) {
    this.tester = tester;
    this.actor = actor;
  }

  @GET
  @Operation(
      summary = "Try the rules on a case",
      description =
          "For each part of the case: the rule that takes it, what it gives, and of every other"
              + " rule the condition that fails. version is the id of a draft; absent for the rules"
              + " in force.")
  public RoutingTester.Trial ofCase(
      @QueryParam("case") String key, @QueryParam("version") String version) {
    if (key == null || key.isBlank()) {
      throw Problem.invalid("case", "the key of a case, as DM-2026-000042");
    }
    return tester.ofCase(
        CaseKey.parse(key.strip().toUpperCase(Locale.ROOT))
            .orElseThrow(() -> Problem.notFound("There is no case " + key + ".")),
        version(version));
  }

  @POST
  @Consumes({MediaType.APPLICATION_JSON, "message/rfc822", "text/csv", MediaType.TEXT_PLAIN})
  @Operation(
      summary = "Try the rules on a report",
      description =
          "Takes any single report that POST /api/v1/reports takes. Stores nothing. filing"
              + " says what would become of it and which open cases name what it names, as POST"
              + " /api/v1/assessments does.")
  public RoutingTester.Trial ofReport(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @QueryParam("version") String version,
      byte[] body) {
    return tester.ofReport(
        RequestBodies.required(body),
        RequestBodies.contentType(contentType),
        actor.submitter(),
        version(version));
  }

  private static @Nullable UUID version(String text) {
    return text == null || text.isBlank() ? null : RoutingResource.id(text);
  }
}
