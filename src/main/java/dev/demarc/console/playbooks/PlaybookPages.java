package dev.demarc.console.playbooks;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.playbooks.Playbook;
import dev.demarc.playbooks.PlaybookVersions;
import dev.demarc.playbooks.PlaybookVersions.VersionEntry;
import dev.demarc.playbooks.Playbooks;
import dev.demarc.playbooks.Playbooks.PlaybookEntry;
import dev.demarc.playbooks.Playbooks.Preview;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Problem.FieldError;
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

/** The playbooks, each as a text that is looked at before it is saved. */
@Path("/settings/playbooks")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class PlaybookPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance playbooks(
        @Nullable String problem, List<PlaybookEntry> playbooks);

    static native TemplateInstance playbook(
        String slug,
        int version,
        String text,
        @Nullable Playbook shown,
        List<FieldError> errors,
        @Nullable Preview preview,
        List<VersionEntry> versions);
  }

  private static final String NEW = "new";

  private static final String BEGINNING =
      """
      slug: short-name
      name: What it is for
      position: 5
      categories: [phishing]
      steps:
        - {id: look, who: desk, title: Look at it}
        - id: remove
          who: customer
          title: Take it off
          next: [{on: done, to: answer}, {on: clock-missed, to: remind}]
        - {id: remind, who: desk, title: Remind the owner}
        - {id: answer, who: desk, title: Answer whoever reported, template: done}
      templates:
        - slug: done
          name: Done
          to: reporter
          body: |
            Thank you for your report. It was dealt with (case {case}).
      """;

  private final Playbooks playbooks;
  private final PlaybookVersions versions;
  private final CurrentActor actor;

  PlaybookPages(Playbooks playbooks, PlaybookVersions versions, CurrentActor actor) {
    this.playbooks = playbooks;
    this.versions = versions;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance all() {
    return Templates.playbooks(null, playbooks.all());
  }

  /**
   * @param asOf a version to show in the place of the one in force
   */
  @GET
  @Path("{slug}")
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance one(@PathParam("slug") String slug, @QueryParam("asOf") String asOf) {
    if (slug.equals(NEW)) {
      return page(NEW, 0, BEGINNING, null, List.of(), null);
    }
    var entry = playbooks.get(slug);
    var version = number(asOf);
    var shown = version == null ? entry.playbook() : versions.version(slug, version);
    return page(slug, entry.version(), PlaybookText.write(shown), shown, List.of(), null);
  }

  private static @Nullable Integer number(String text) {
    return RequestValues.number("asOf", text, "must be the number of a version");
  }

  private TemplateInstance page(
      String slug,
      int version,
      String text,
      @Nullable Playbook shown,
      List<FieldError> errors,
      @Nullable Preview preview) {
    return Templates.playbook(
        slug,
        version,
        text,
        shown,
        errors,
        preview,
        slug.equals(NEW) ? List.of() : versions.versions(slug));
  }

  /**
   * @param act preview, or save
   */
  @POST
  @Path("{slug}")
  public RestResponse<Object> save(
      @PathParam("slug") String slug,
      @FormParam("version") Integer version,
      @FormParam("text") String text,
      @FormParam("note") String note,
      @FormParam("do") String act) {
    int expected = version == null ? 0 : version;
    Playbook read = null;
    Preview preview = null;
    try {
      read = PlaybookText.read(slug.equals(NEW) ? null : slug, text);
      preview = playbooks.preview(read);
      if ("save".equals(act)) {
        playbooks.save(read, expected, note, actor.username());
        return PageResponses.seeOther("/settings/playbooks/" + read.slug());
      }
      return answer(200, page(slug, expected, text, read, preview.mistakes(), preview));
    } catch (Problem problem) {
      var errors =
          problem.errors().isEmpty()
              ? List.of(new FieldError("", problem.getMessage()))
              : problem.errors();
      return answer(
          problem.type().status(),
          page(slug, expected, text == null ? "" : text, read, errors, preview));
    }
  }

  @POST
  @Path("{slug}/removal")
  public RestResponse<Object> remove(@PathParam("slug") String slug) {
    try {
      playbooks.remove(slug);
      return PageResponses.seeOther("/settings/playbooks");
    } catch (Problem problem) {
      return answer(
          problem.type().status(), Templates.playbooks(ProblemWords.of(problem), playbooks.all()));
    }
  }

  private static RestResponse<Object> answer(int status, TemplateInstance page) {
    return PageResponses.rendered(status, page);
  }
}
