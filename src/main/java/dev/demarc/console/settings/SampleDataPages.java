package dev.demarc.console.settings;

import dev.demarc.access.Roles;
import dev.demarc.console.SampleReports;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The made-up reports: to load, and to remove with one question. */
@Path("/settings/samples")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class SampleDataPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance samples(@Nullable String told, boolean loaded);
  }

  private final SampleReports samples;

  SampleDataPages(SampleReports samples) {
    this.samples = samples;
  }

  @GET
  public TemplateInstance show() {
    return Templates.samples(null, samples.loaded());
  }

  @POST
  public TemplateInstance change(@FormParam("do") String what) {
    if ("remove".equals(what)) {
      samples.remove();
      return Templates.samples("The sample data is gone.", samples.loaded());
    }
    if ("load".equals(what)) {
      samples.load();
      return Templates.samples("The sample reports are loaded.", samples.loaded());
    }
    return Templates.samples(null, samples.loaded());
  }
}
