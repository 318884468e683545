package dev.demarc.console.settings;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.settings.KeptData.Kept;
import dev.demarc.retention.Retention;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What is kept, how much of it there is, and for how long. */
@Path("/settings/retention")
@RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
@Produces(MediaType.TEXT_HTML)
public class RetentionPages {

  @CheckedTemplate
  static class Templates {

    /**
     * @param effect of the choice that is to be confirmed; null where none is
     */
    static native TemplateInstance retention(
        @Nullable String told,
        @Nullable String problem,
        List<Retention.Rule> rules,
        Retention.@Nullable Effect effect,
        List<Kept> kept,
        long bytes);
  }

  private final KeptData data;
  private final Retention retention;
  private final CurrentActor actor;

  RetentionPages(KeptData data, Retention retention, CurrentActor actor) {
    this.data = data;
    this.retention = retention;
    this.actor = actor;
  }

  @GET
  public TemplateInstance retention() {
    return page(null, null, null);
  }

  private TemplateInstance page(
      @Nullable String told, @Nullable String problem, Retention.@Nullable Effect effect) {
    var kept = data.all();
    return Templates.retention(
        told, problem, retention.all(), effect, kept, kept.stream().mapToLong(Kept::bytes).sum());
  }

  /** What a choice would erase; nothing is changed. */
  @GET
  @Path("{slug}")
  public RestResponse<Object> effect(
      @PathParam("slug") String slug, @QueryParam("days") String days) {
    return FormAnswer.of(
        () -> page(null, null, retention.effect(slug, days)), problem -> page(null, problem, null));
  }

  @POST
  @Path("{slug}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> change(
      @PathParam("slug") String slug, @FormParam("days") String days) {
    return FormAnswer.of(
        () -> {
          var rule = retention.change(slug, days, actor.get());
          return page(rule.kind().name() + ": kept " + rule.length() + " from now on.", null, null);
        },
        problem -> page(null, problem, null));
  }
}
