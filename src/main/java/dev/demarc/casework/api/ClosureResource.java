package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.lifecycle.Closures;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Ends a case, and takes that back. */
@Path("/api/v1/cases/{key}/closure")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class ClosureResource {

  /**
   * @param reason of the outcome's, where it has any
   * @param tellReporter null for as the outcome says
   */
  public record ClosureBody(
      String outcome,
      String reason,
      String note,
      Boolean tellReporter,
      String toReporter,
      Integer version) {}

  private final Closures closures;
  private final CaseReader reader;
  private final CurrentActor actor;

  ClosureResource(Closures closures, CaseReader reader, CurrentActor actor) {
    this.closures = closures;
    this.reader = reader;
    this.actor = actor;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<CaseFile> close(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, ClosureBody body) {
    RequestValues.required(body);
    closures.close(
        CaseKey.require(key),
        new Closures.Closure(
            Outcome.of(body.outcome()).orElse(null),
            body.reason() == null ? Outcome.impliedReason(body.outcome()) : body.reason(),
            body.note(),
            body.tellReporter(),
            body.toReporter()),
        ExpectedVersion.of(body.version(), ifMatch),
        actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 201);
  }

  @DELETE
  public RestResponse<CaseFile> reopen(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch) {
    closures.reopen(CaseKey.require(key), ExpectedVersion.of(null, ifMatch), actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 200);
  }
}
