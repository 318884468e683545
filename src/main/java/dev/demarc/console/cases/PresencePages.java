package dev.demarc.console.cases;

import dev.demarc.access.Roles;
import dev.demarc.casework.presence.Present;
import dev.demarc.casework.views.Onlookers;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who else has a case before them: the part of a page that is loaded again and again. */
@Path("/cases/{key}/presence")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class PresencePages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance others(List<Present> others);
  }

  private final Onlookers onlookers;

  PresencePages(Onlookers onlookers) {
    this.onlookers = onlookers;
  }

  @GET
  public TemplateInstance others(@PathParam("key") String key) {
    return Templates.others(onlookers.of(CasePages.key(key)));
  }

  @POST
  public TemplateInstance join(@PathParam("key") String key, @FormParam("typing") boolean typing) {
    return Templates.others(onlookers.join(CasePages.key(key), typing));
  }
}
