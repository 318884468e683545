package dev.demarc.console.settings;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.drafts.ReplyTemplateVersions;
import dev.demarc.drafts.ReplyTemplateVersions.TemplateVersion;
import dev.demarc.drafts.ReplyTemplates;
import dev.demarc.drafts.ReplyTemplates.ReplyTemplate;
import dev.demarc.shared.RequestValues;
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
     * @param note why it is changed, as it was typed
     * @param asOf the earlier version that is shown in the place of the one in force; null for none
     * @param versions the newest first
     */
    static native TemplateInstance template(
        boolean isNew,
        @Nullable String problem,
        ReplyTemplate shown,
        String note,
        @Nullable Integer asOf,
        List<TemplateVersion> versions);
  }

  private static final String NEW = "new";

  private final ReplyTemplates templates;
  private final ReplyTemplateVersions versions;
  private final CurrentActor actor;

  TemplatePages(ReplyTemplates templates, ReplyTemplateVersions versions, CurrentActor actor) {
    this.templates = templates;
    this.versions = versions;
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

  /**
   * @param asOf an earlier version to show, and to save anew, in the place of the one in force
   */
  @GET
  @Path("{slug}")
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance template(
      @PathParam("slug") String slug, @QueryParam("asOf") String asOf) {
    if (slug.equals(NEW)) {
      return page(true, null, new ReplyTemplate("", 0, "", "en", "", null, null), "", null);
    }
    var kept = templates.get(slug);
    var earlier = number(asOf);
    if (earlier == null || earlier == kept.version()) {
      return page(false, null, kept, "", null);
    }
    var then = versions.version(slug, earlier);
    var shown =
        new ReplyTemplate(
            slug, kept.version(), then.title(), then.language(), then.body(), null, null);
    return page(false, null, shown, "back to version " + earlier, earlier);
  }

  private static @Nullable Integer number(@Nullable String text) {
    return RequestValues.version(text, "must be the number of a version");
  }

  private TemplateInstance page(
      boolean isNew,
      @Nullable String problem,
      ReplyTemplate shown,
      String note,
      @Nullable Integer asOf) {
    return Templates.template(
        isNew, problem, shown, note, asOf, isNew ? List.of() : versions.of(shown.slug()));
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
      @FormParam("version") String version,
      @FormParam("note") String note,
      @FormParam("do") String what) {
    boolean isNew = slug.equals(NEW);
    var to = isNew ? named : slug;
    if (!isNew) {
      templates.get(slug);
    }
    Integer changes = number(version);
    var typed =
        new ReplyTemplate(
            text(to),
            changes == null ? 0 : changes,
            text(title),
            text(language),
            text(body),
            null,
            null);
    return FormAnswer.of(
        () -> {
          var wanted = new ReplyTemplates.Wanted(title, language, body);
          if ("preview".equals(what)) {
            return page(isNew, null, typed, text(note), null);
          }
          var saved = templates.save(to, wanted, isNew ? 0 : changes, note, actor.get());
          return page("“" + saved.title() + "” is saved.", null);
        },
        problem -> page(isNew, problem, typed, text(note), null));
  }

  private static String text(@Nullable String typed) {
    return typed == null ? "" : typed;
  }

  @POST
  @Path("{slug}/removal")
  public RestResponse<Object> remove(@PathParam("slug") String slug) {
    return FormAnswer.of(
        () -> {
          templates.remove(slug, actor.get());
          return page(slug + " is removed.", null);
        },
        problem -> page(null, problem));
  }
}
