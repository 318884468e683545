package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.work.Wait;
import dev.demarc.casework.work.WorkItems;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Changes one side's part: who does it, how far it is, whose queue it is in. */
@Path("/cases/{key}/work-items/{side}")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class WorkPages {

  private final CasePages pages;
  private final WorkItems workItems;
  private final CurrentActor actor;

  WorkPages(CasePages pages, WorkItems workItems, CurrentActor actor) {
    this.pages = pages;
    this.workItems = workItems;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> change(
      @PathParam("key") String key,
      @PathParam("side") String side,
      @FormParam("version") Integer version,
      @FormParam("status") String status,
      @FormParam("assignee") String assignee,
      @FormParam("queue") String queue,
      @FormParam("waitingOn") String waitingOn,
      @FormParam("waitingUntil") String waitingUntil,
      @FormParam("reason") String reason,
      @FormParam("do") String take,
      @FormParam("next") String next) {
    var took = take == null ? "" : take;
    boolean taken = took.startsWith("take") || took.startsWith("start");
    // whoever takes what is new begins with it: one click
    var becomes = took.startsWith("start") ? "in-progress" : status;
    return pages.change(
        key,
        waitingOn == null
            ? TypedForm.into(side)
                .with("assignee", assignee)
                .with("queue", queue)
                .with("reason", reason)
            : TypedForm.into(side + "-wait")
                .with("waitingOn", waitingOn)
                .with("waitingUntil", waitingUntil)
                .with("reason", reason),
        () -> {
          workItems.change(
              CasePages.key(key),
              Side.of(side).orElseThrow(() -> Problem.notFound("There is no side " + side + ".")),
              new WorkItems.Change(
                  WorkStatus.of(becomes).orElse(null),
                  taken ? actor.username() : assignee,
                  TypedText.orNull(queue),
                  null,
                  reason,
                  Wait.of(
                      TypedText.orNull(waitingOn), TypedTime.orNull("waitingUntil", waitingUntil))),
              ExpectedVersion.of(version, null),
              actor.get());
          return took.endsWith("-next") ? pages.next(next) : key;
        });
  }
}
