package dev.demarc.console.settings;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.drafts.ReplyTemplates;
import dev.demarc.drafts.ReplyTemplates.ReplyTemplate;
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

/** The texts that replies begin with: all of them, and one to change with what its reader gets. */
@Path("/settings/templates")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMINISTRATOR)
public class TemplatePages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance templates(
        @Nullable String told, @Nullable String problem, List<ReplyTemplate> templates);

    /**
     * @param isNew whether there is none of its name yet
     * @param shown as it was typed, or as it is kept
     */
    static native TemplateInstance template(
        boolean isNew, @Nullable String problem, ReplyTemplate shown);
  }

  private static final String NEW = "new";

  private final ReplyTemplates templates;
  private final CurrentActor actor;

  TemplatePages(ReplyTemplates templates, CurrentActor actor) {
    this.templates = templates;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance templates() {
    return page(null, null);
  }

  private TemplateInstance page(@Nullable String told, @Nullable String problem) {
    return Templates.templates(told, problem, templates.all());
  }

  @GET
  @Path("{slug}")
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance template(@PathParam("slug") String slug) {
    return slug.equals(NEW)
        ? Templates.template(true, null, new ReplyTemplate("", "", "en", "", null, null))
        : Templates.template(false, null, templates.get(slug));
  }

  /**
   * @param what {@code preview} to see the text as its reader gets it, and save nothing
   */
  @POST
  @Path("{slug}")
  public RestResponse<Object> save(
      @PathParam("slug") String slug,
      @FormParam("slug") String named,
      @FormParam("title") String title,
      @FormParam("language") String language,
      @FormParam("body") String body,
      @FormParam("do") String what) {
    boolean isNew = slug.equals(NEW);
    var to = isNew ? named : slug;
    var typed = new ReplyTemplate(text(to), text(title), text(language), text(body), null, null);
    return Rendered.of(
        () -> {
          var wanted = new ReplyTemplates.Wanted(title, language, body);
          if ("preview".equals(what)) {
            return Templates.template(isNew, null, typed);
          }
          var saved = templates.save(to, wanted, actor.get());
          return page("“" + saved.title() + "” is saved.", null);
        },
        problem -> Templates.template(isNew, problem, typed));
  }

  private static String text(@Nullable String typed) {
    return typed == null ? "" : typed;
  }

  @POST
  @Path("{slug}/removal")
  public RestResponse<Object> remove(@PathParam("slug") String slug) {
    return Rendered.of(
        () -> {
          templates.remove(slug, actor.get());
          return page(slug + " is removed.", null);
        },
        problem -> page(null, problem));
  }
}
