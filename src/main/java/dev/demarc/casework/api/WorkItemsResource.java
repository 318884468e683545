package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.casework.work.Wait;
import dev.demarc.casework.work.WorkItems;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** One side's part of a case. */
@Path("/api/v1/cases/{key}/work-items/{side}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class WorkItemsResource {

  public record WorkItemBody(
      String status,
      String assignee,
      String queue,
      Instant dueAt,
      String waitingOn,
      Instant waitingUntil,
      String reason,
      Integer version) {}

  private final WorkItems workItems;
  private final CaseReader reader;
  private final CurrentActor actor;

  WorkItemsResource(WorkItems workItems, CaseReader reader, CurrentActor actor) {
    this.workItems = workItems;
    this.reader = reader;
    this.actor = actor;
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<CaseFile> change(
      @PathParam("key") String key,
      @PathParam("side") String side,
      @HeaderParam("If-Match") String ifMatch,
      WorkItemBody body) {
    RequestValues.required(body);
    var change =
        new WorkItems.Change(
            body.status() == null ? null : status(body.status()),
            body.assignee(),
            body.queue(),
            body.dueAt(),
            body.reason(),
            Wait.of(body.waitingOn(), body.waitingUntil()));
    var expected = ExpectedVersion.of(body.version(), ifMatch);
    workItems.change(CaseKey.require(key), side(side), change, expected, actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 200);
  }

  private static Side side(String text) {
    return Side.of(text)
        .orElseThrow(() -> Problem.notFound("There is no side " + text + ": use aws or customer."));
  }

  private static WorkStatus status(String text) {
    return WorkStatus.of(text)
        .orElseThrow(
            () ->
                Problem.invalid(
                    "status",
                    "must be triaged, in-progress, waiting, resolved, closed or reopened"));
  }
}
