package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.merging.MergeUndo;
import dev.demarc.casework.merging.Merges;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Puts one case into another, and takes that back. */
@Path("/api/v1/cases/{key}/merge")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class MergeResource {

  public record MergeBody(String into, String reason, Integer version) {}

  private final Merges merges;
  private final MergeUndo undo;
  private final CaseReader reader;
  private final CurrentActor actor;

  MergeResource(Merges merges, MergeUndo undo, CaseReader reader, CurrentActor actor) {
    this.merges = merges;
    this.undo = undo;
    this.reader = reader;
    this.actor = actor;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Merges the case into another",
      description =
          "Its reports move, its key leads to the other from then on. Answers with the case that is"
              + " left.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "into an older case",
                      value =
                          "{\"into\": \"DM-2026-000041\", \"reason\": \"the same instance\","
                              + " \"version\": 3}")))
  public RestResponse<CaseFile> merge(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, MergeBody body) {
    RequestValues.required(body);
    var into =
        CaseKey.parse(body.into())
            .orElseThrow(() -> Problem.invalid("into", "must be the key of a case"));
    merges.merge(
        CaseKey.require(key),
        into,
        body.reason(),
        ExpectedVersion.of(body.version(), ifMatch),
        actor.get());
    return CaseCall.changed(reader, into, 200);
  }

  @DELETE
  @Operation(
      summary = "Takes back that the case was merged",
      description =
          "Its reports go back, its work waits as before; what came to the other case since stays"
              + " there. 409 where the other is closed, or the reports were moved on since.")
  public RestResponse<CaseFile> undo(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch) {
    undo.undo(CaseKey.require(key), ExpectedVersion.of(null, ifMatch), actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 200);
  }
}
