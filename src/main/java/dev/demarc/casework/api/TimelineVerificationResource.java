package dev.demarc.casework.api;

import dev.demarc.access.Roles;
import dev.demarc.access.Viewer;
import dev.demarc.casework.Cases;
import dev.demarc.casework.timeline.TimelineVerification;
import dev.demarc.casework.timeline.TimelineVerification.Walk;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows whether timelines are as they were written. */
@Path("/api/v1/timeline-verification")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
@Tag(name = "Audit")
public class TimelineVerificationResource {

  private final TimelineVerification verification;
  private final Cases cases;
  private final Viewer viewer;

  TimelineVerificationResource(TimelineVerification verification, Cases cases, Viewer viewer) {
    this.verification = verification;
    this.cases = cases;
    this.viewer = viewer;
  }

  @GET
  @Transactional
  @Operation(
      summary = "Verifies the hash chains of timelines",
      description =
          "Of one case, or of all, 500 cases a page: call again with next as cursor until there is"
              + " none. flaws names each timeline that is not as it was written. The digest of the"
              + " last page is over the ends of all chains; noted outside of Demarc, it shows also"
              + " that somebody with the database in hand wrote a chain anew.")
  public Walk verify(@QueryParam("case") String key, @QueryParam("cursor") String cursor) {
    if (key != null && !key.isBlank()) {
      var found = cases.read(CaseKey.require(key));
      return verification.of(found.id, found.key);
    }
    if (!viewer.seesAll()) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "Name a case: all timelines are verified by somebody who sees all queues.");
    }
    return verification.walk(cursor);
  }
}
