package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.merging.SplitUndo;
import dev.demarc.casework.merging.Splits;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Undoes a join: reports that belong elsewhere get a case of their own. */
@Path("/api/v1/cases/{key}/splits")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class SplitsResource {

  /**
   * @param into the open case that they belong to; null for a case of their own
   */
  public record SplitBody(List<UUID> reports, String into, String reason, Integer version) {}

  private final Splits splits;
  private final SplitUndo undo;
  private final CaseReader reader;
  private final CurrentActor actor;

  SplitsResource(Splits splits, SplitUndo undo, CaseReader reader, CurrentActor actor) {
    this.splits = splits;
    this.undo = undo;
    this.reader = reader;
    this.actor = actor;
  }

  /** Answers with the new case; with nothing where it is in queues that the caller does not see. */
  @POST
  @Operation(
      summary = "Takes reports out of the case",
      description =
          "Into a case of their own, or into another that is open. Answers 201 with the case that"
              + " they are in then.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "into another case",
                      value =
                          "{\"reports\": [\"019a2c1e-7c1f-7d3a-9f5e-2b8d7c6a5e41\"], \"into\":"
                              + " \"DM-2026-000041\", \"reason\": \"another machine\"}")))
  public RestResponse<CaseFile> split(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, SplitBody body) {
    if (body == null || body.reports() == null) {
      throw Problem.invalid("reports", "name the reports to split off");
    }
    var from = CaseKey.require(key);
    var opened =
        splits.split(
            from,
            new Splits.Split(new LinkedHashSet<>(body.reports()), into(body.into()), body.reason()),
            ExpectedVersion.of(body.version(), ifMatch),
            actor.get());
    if (!reader.isSeen(opened)) {
      return RestResponse.noContent();
    }
    var file = reader.read(opened);
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, file)
        .header("Location", "/api/v1/cases/" + file.key())
        .header("ETag", "\"" + file.version() + "\"")
        .build();
  }

  private static @Nullable CaseKey into(String text) {
    return text == null
        ? null
        : CaseKey.parse(text.trim().toUpperCase(Locale.ROOT))
            .orElseThrow(() -> Problem.invalid("into", "must be the key of a case"));
  }

  @DELETE
  @Path("{other}")
  @Operation(
      summary = "Takes a split back",
      description =
          "The reports that were taken out of the case into the other return. A case that the split"
              + " opened is merged back. 409 where other reports came there since.")
  public RestResponse<CaseFile> undo(
      @PathParam("key") String key,
      @PathParam("other") String other,
      @HeaderParam("If-Match") String ifMatch) {
    undo.undo(
        CaseKey.require(key),
        CaseKey.require(other),
        ExpectedVersion.of(null, ifMatch),
        actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 200);
  }
}
