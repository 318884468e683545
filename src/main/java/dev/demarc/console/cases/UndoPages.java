package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.undo.Undo;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes back what somebody changed on a case. */
@Path("/cases/{key}/changes/{id}/undo")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class UndoPages {

  private final CasePages pages;
  private final Undo undo;
  private final CurrentActor actor;

  UndoPages(CasePages pages, Undo undo, CurrentActor actor) {
    this.pages = pages;
    this.undo = undo;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> takeBack(@PathParam("key") String key, @PathParam("id") String id) {
    var change = Ids.parse(id).orElseThrow(() -> Problem.notFound("There is no such change."));
    return pages.change(
        key,
        TypedForm.NOTHING,
        () -> {
          undo.undo(CasePages.key(key), change, actor.get());
          return key;
        });
  }
}
