package dev.demarc.queues;

import dev.demarc.access.Roles;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the rules gave to the parts of a case. */
@Path("/api/v1/cases/{key}/routing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Routing")
public class CaseRoutesResource {

  private final CaseRoutes routes;
  private final CaseReader cases;

  CaseRoutesResource(CaseRoutes routes, CaseReader cases) {
    this.routes = routes;
    this.cases = cases;
  }

  @GET
  @Operation(
      summary = "What the rules gave to the parts of a case",
      description =
          "The rule that named the queue, and priority, clock policy, playbook, template and"
              + " watchers that the rules gave when the part was routed last.")
  public List<CaseRoutes.Given> of(@PathParam("key") String key) {
    var parsed =
        CaseKey.parse(key.toUpperCase(Locale.ROOT))
            .filter(cases::isSeen)
            .orElseThrow(() -> Problem.notFound("There is no case " + key + "."));
    var given = routes.of(parsed);
    if (given.isEmpty()) {
      cases.read(parsed); // says that there is no such case where there is none
    }
    return given;
  }
}
