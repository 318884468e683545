package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.undo.BatchUndo;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What one action changed on several cases, and taking it back. */
@Path("/api/v1/change-batches/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class ChangeBatchesResource {

  private final BatchUndo batches;
  private final CurrentActor actor;

  ChangeBatchesResource(BatchUndo batches, CurrentActor actor) {
    this.batches = batches;
    this.actor = actor;
  }

  @DELETE
  @Operation(
      summary = "Takes back what one action changed on several cases",
      description =
          "Each case by itself: one whose change cannot be taken back holds up no other, and is"
              + " under refused with the reason. A change of a case names its batch.")
  public BatchUndo.Result undo(@PathParam("id") String id) {
    var batch = Ids.parse(id).orElseThrow(() -> Problem.notFound("There is no such batch."));
    return batches.undo(batch, actor.get());
  }
}
