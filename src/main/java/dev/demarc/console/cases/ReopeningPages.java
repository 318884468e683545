package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.lifecycle.Closures;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Opens a closed case again. */
@Path("/cases/{key}/reopening")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class ReopeningPages {

  private final CasePages pages;
  private final Closures closures;
  private final CurrentActor actor;

  ReopeningPages(CasePages pages, Closures closures, CurrentActor actor) {
    this.pages = pages;
    this.closures = closures;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> reopen(
      @PathParam("key") String key, @FormParam("version") Integer version) {
    return pages.change(
        key,
        TypedForm.NOTHING,
        () -> {
          closures.reopen(CasePages.key(key), ExpectedVersion.of(version, null), actor.get());
          return key;
        });
  }
}
