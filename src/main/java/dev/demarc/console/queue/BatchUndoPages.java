package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.undo.BatchUndo;
import dev.demarc.console.PageResponses;
import dev.demarc.finding.filter.FilterText;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes back what one action changed on several cases. */
@Path("/change-batches/{id}/undo")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class BatchUndoPages {

  private final QueuePages list;
  private final BatchUndo batches;
  private final CurrentActor actor;

  BatchUndoPages(QueuePages list, BatchUndo batches, CurrentActor actor) {
    this.list = list;
    this.batches = batches;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> takeBack(@PathParam("id") String id, @FormParam("f") String filter) {
    var batch = Ids.parse(id).orElseThrow(() -> Problem.notFound("There is no such batch."));
    var result = batches.undo(batch, actor.get());
    if (!result.refused().isEmpty()) {
      return list.refused(
          filter, result.refused().stream().map(r -> r.key() + ": " + r.detail()).toList());
    }
    var shown =
        URLEncoder.encode(filter == null ? FilterText.DEFAULT : filter, StandardCharsets.UTF_8);
    return PageResponses.seeOther("/?f=" + shown + "&did=undone&cases=" + result.undone().size());
  }
}
