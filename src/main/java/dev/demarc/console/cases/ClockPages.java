package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.work.WorkItems;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Moves the clock of one side's part, where more time was granted. */
@Path("/cases/{key}/clocks/{side}")
@RolesAllowed(Roles.LEAD)
@Produces(MediaType.TEXT_HTML)
public class ClockPages {

  private final CasePages pages;
  private final WorkItems workItems;
  private final CurrentActor actor;

  ClockPages(CasePages pages, WorkItems workItems, CurrentActor actor) {
    this.pages = pages;
    this.workItems = workItems;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> move(
      @PathParam("key") String key,
      @PathParam("side") String side,
      @FormParam("version") Integer version,
      @FormParam("due") String due,
      @FormParam("reason") String reason) {
    return pages.change(
        key,
        TypedForm.into(side + "-clock").with("due", due).with("reason", reason),
        () -> {
          workItems.change(
              CasePages.key(key),
              Side.of(side).orElseThrow(() -> Problem.notFound("There is no side " + side + ".")),
              new WorkItems.Change(null, null, null, TypedTime.of("due", due), reason),
              ExpectedVersion.of(version, null),
              actor.get());
          return key;
        });
  }
}
