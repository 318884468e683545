package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.changes.ChangeView;
import dev.demarc.casework.undo.BatchUndo;
import dev.demarc.casework.undo.ChangeHistory;
import dev.demarc.casework.undo.Undo;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What people changed on a case, and taking it back. */
@Path("/api/v1/cases/{key}/changes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class ChangesResource {

  private final ChangeHistory history;
  private final Undo undo;
  private final CaseReader reader;
  private final CurrentActor actor;

  ChangesResource(
      ChangeHistory history, Undo undo, BatchUndo batches, CaseReader reader, CurrentActor actor) {
    this.history = history;
    this.undo = undo;
    this.reader = reader;
    this.actor = actor;
  }

  @GET
  @Operation(
      summary = "What people changed on a case",
      description =
          "Newest first, each with its fields before and after, the mails that it sends, and"
              + " undoUntil, the time until which whoever made it can take it back.")
  public Page<ChangeView> changes(
      @PathParam("key") String key,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return history.of(CaseKey.require(key), Page.parseLimit(limit), cursor);
  }

  @DELETE
  @Path("{id}")
  @Operation(
      summary = "Takes back a change",
      description =
          "For whoever made it, until its undoUntil. Its fields are as they were, and mails that"
              + " have not left are withdrawn. 409 says what is in the way: that it was changed"
              + " again since, that it is too late, or that a mail has left.")
  public RestResponse<CaseFile> undo(@PathParam("key") String key, @PathParam("id") String id) {
    var change = Ids.parse(id).orElseThrow(() -> Problem.notFound(key + " has no such change."));
    undo.undo(CaseKey.require(key), change, actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 200);
  }
}
