package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.lifecycle.Snoozes;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes a case out of sight for a while. */
@Path("/api/v1/cases/{key}/snooze")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class SnoozeResource {

  /**
   * @param moreThan how many new reports may come without ending it
   */
  public record SnoozeBody(Instant until, Integer moreThan, String reason, Integer version) {}

  private final Snoozes snoozes;
  private final CaseReader reader;
  private final CurrentActor actor;

  SnoozeResource(Snoozes snoozes, CaseReader reader, CurrentActor actor) {
    this.snoozes = snoozes;
    this.reader = reader;
    this.actor = actor;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Snoozes a case",
      description =
          "Until a time, until more than so many new reports come, or whichever is first; an answer"
              + " ends it, too. Its clocks go on. A case that is snoozed is found by is:snoozed.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "until it gets worse",
                      value =
                          "{\"until\": \"2026-12-01T08:00:00Z\", \"moreThan\": 20, \"reason\":"
                              + " \"the customer patches on Monday\"}")))
  public RestResponse<CaseFile> begin(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, SnoozeBody body) {
    RequestValues.required(body);
    snoozes.begin(
        CaseKey.require(key),
        new Snoozes.Snooze(body.until(), body.moreThan(), body.reason()),
        ExpectedVersion.of(body.version(), ifMatch),
        actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 200);
  }

  @DELETE
  @Operation(summary = "Ends the snooze of a case", description = "409 where it is not snoozed.")
  public RestResponse<CaseFile> end(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch) {
    snoozes.end(CaseKey.require(key), ExpectedVersion.of(null, ifMatch), actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 200);
  }
}
