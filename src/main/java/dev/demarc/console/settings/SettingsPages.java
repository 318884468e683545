package dev.demarc.console.settings;

import dev.demarc.access.Roles;
import dev.demarc.access.Viewer;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where the queues' mail goes, and the way to all other settings. */
@Path("/settings")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class SettingsPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance settings(
        @Nullable String told, @Nullable String problem, List<Queue> queues);
  }

  private final Router router;
  private final Viewer viewer;

  SettingsPages(Router router, Viewer viewer) {
    this.router = router;
    this.viewer = viewer;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance settings() {
    return page(null, null);
  }

  private TemplateInstance page(@Nullable String told, @Nullable String problem) {
    var queues = router.queues().stream().filter(q -> viewer.sight().hasQueue(q.id())).toList();
    return Templates.settings(told, problem, queues);
  }

  @POST
  @Path("queues/{slug}")
  public RestResponse<Object> changeAddress(
      @PathParam("slug") String slug, @FormParam("email") String email) {
    return FormAnswer.of(
        () -> {
          router.changeAddress(slug, email);
          return page("Mail for " + slug + " goes to " + email + " now.", null);
        },
        problem -> page(null, problem));
  }
}
