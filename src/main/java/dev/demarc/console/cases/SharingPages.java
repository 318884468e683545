package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.lifecycle.Sharing;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Sets how far a case may be shared, where what its reports say is wrong. */
@Path("/cases/{key}/tlp")
@RolesAllowed(Roles.LEAD)
@Produces(MediaType.TEXT_HTML)
public class SharingPages {

  private final CasePages pages;
  private final Sharing sharing;
  private final CurrentActor actor;

  SharingPages(CasePages pages, Sharing sharing, CurrentActor actor) {
    this.pages = pages;
    this.sharing = sharing;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> set(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("tlp") String tlp,
      @FormParam("reason") String reason) {
    return pages.change(
        key,
        TypedForm.into("tlp").with("tlp", tlp).with("reason", reason),
        () -> {
          sharing.set(
              CasePages.key(key), tlp, reason, ExpectedVersion.of(version, null), actor.get());
          return key;
        });
  }
}
