package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.clocks.CaseClockChanges;
import dev.demarc.shared.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** What people say of a case's clocks: since when they know, what was asked for, what is done. */
@Path("/cases/{key}")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class ClockFormPages {

  private final CasePages pages;
  private final CaseClockChanges changes;
  private final CurrentActor actor;

  ClockFormPages(CasePages pages, CaseClockChanges changes, CurrentActor actor) {
    this.pages = pages;
    this.changes = changes;
    this.actor = actor;
  }

  @POST
  @Path("awareness")
  public RestResponse<Object> aware(
      @PathParam("key") String key,
      @FormParam("at") String at,
      @FormParam("reason") String reason) {
    return pages.change(
        key,
        TypedForm.into("awareness").with("at", at).with("reason", reason),
        () -> {
          changes.aware(
              CasePages.key(key),
              TypedTime.of("at", at),
              reason,
              ExpectedVersion.of(null, null),
              actor.get());
          return key;
        });
  }

  /**
   * @param until empty where the time that was asked for is not granted
   */
  @POST
  @Path("extension-request")
  public RestResponse<Object> extension(
      @PathParam("key") String key,
      @FormParam("until") String until,
      @FormParam("refused") boolean refused,
      @FormParam("reason") String reason) {
    return pages.change(
        key,
        TypedForm.into("extension").with("until", until).with("reason", reason),
        () -> {
          if (refused) {
            changes.refuseExtension(CasePages.key(key), reason, actor.get());
          } else {
            changes.askExtension(
                CasePages.key(key), TypedTime.of("until", until), reason, actor.get());
          }
          return key;
        });
  }

  @POST
  @Path("clock-completion")
  public RestResponse<Object> complete(
      @PathParam("key") String key,
      @FormParam("id") String id,
      @FormParam("reason") String reason) {
    return pages.change(
        key,
        TypedForm.into("clock").with("reason", reason),
        () -> {
          changes.stop(
              CasePages.key(key),
              Ids.require(id, "There is no such clock on " + key + "."),
              reason,
              actor.get());
          return key;
        });
  }
}
