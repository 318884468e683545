package dev.demarc.drafts;

import dev.demarc.access.Roles;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a reply about a case can begin with. */
@Path("/api/v1/cases/{key}/reply-templates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class ReplyTemplatesResource {

  private final ReplyTemplates templates;
  private final CaseAccess cases;

  ReplyTemplatesResource(ReplyTemplates templates, CaseAccess cases) {
    this.templates = templates;
    this.cases = cases;
  }

  @GET
  @Operation(
      summary = "The texts that a reply about a case can begin with",
      description =
          "The one that the routing rules gave to the case stands apart as the one to suggest;"
              + " {key} and {report} in a text are filled in for each reader when it is sent.")
  public ReplyTemplates.Offer of(@PathParam("key") String key) {
    var parsed =
        CaseKey.parse(key.toUpperCase(Locale.ROOT))
            .orElseThrow(() -> Problem.notFound("There is no case " + key + "."));
    return templates.offer(cases.read(parsed).id());
  }
}
