package dev.demarc.console.settings;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.publicform.PublicFormSettings;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Switches the form for strangers on and off. */
@Path("/settings/public-form")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class PublicFormPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance settings(
        @Nullable String told, @Nullable String problem, PublicFormSettings.State state);
  }

  private final PublicFormSettings settings;
  private final CurrentActor actor;

  PublicFormPages(PublicFormSettings settings, CurrentActor actor) {
    this.settings = settings;
    this.actor = actor;
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  public TemplateInstance show() {
    return Templates.settings(null, null, settings.read());
  }

  @POST
  public RestResponse<Object> change(
      @FormParam("enabled") String enabled,
      @FormParam("desk") String desk,
      @FormParam("files") String files) {
    return FormAnswer.of(
        () -> {
          settings.change(enabled != null, desk, files != null, actor.get());
          return Templates.settings(
              enabled != null ? "Anybody may report by the form now." : "The form is off.",
              null,
              settings.read());
        },
        problem -> Templates.settings(null, problem, settings.read()));
  }
}
