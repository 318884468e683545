package dev.demarc.console.settings;

import dev.demarc.access.Roles;
import dev.demarc.console.settings.KeptData.Kept;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What is kept, how much of it there is, and for how long. */
@Path("/settings/retention")
@RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
@Produces(MediaType.TEXT_HTML)
public class RetentionPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance retention(List<Kept> kept, long bytes);
  }

  private final KeptData data;

  RetentionPages(KeptData data) {
    this.data = data;
  }

  @GET
  public TemplateInstance retention() {
    var kept = data.all();
    return Templates.retention(kept, kept.stream().mapToLong(Kept::bytes).sum());
  }
}
