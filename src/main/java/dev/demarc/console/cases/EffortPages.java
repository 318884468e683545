package dev.demarc.console.cases;

import dev.demarc.access.Roles;
import dev.demarc.casework.views.CaseEffort;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Notes how long somebody worked on a case. */
@Path("/cases/{key}/time")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class EffortPages {

  private final CasePages pages;
  private final CaseEffort effort;

  EffortPages(CasePages pages, CaseEffort effort) {
    this.pages = pages;
    this.effort = effort;
  }

  @POST
  public RestResponse<Object> add(
      @PathParam("key") String key,
      @FormParam("minutes") Integer minutes,
      @FormParam("what") String what) {
    return pages.change(
        key,
        TypedForm.into("time").with("what", what),
        () -> {
          effort.add(CasePages.key(key), minutes, what);
          return key;
        });
  }
}
