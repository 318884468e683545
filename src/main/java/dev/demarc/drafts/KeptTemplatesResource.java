package dev.demarc.drafts;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.drafts.ReplyTemplateVersions.TemplateVersion;
import dev.demarc.drafts.ReplyTemplates.ReplyTemplate;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The texts that replies begin with, and every version that there was of each. */
@Path("/api/v1/reply-templates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Reply templates")
public class KeptTemplatesResource {

  /** At most 200: not paged. */
  public record Templates(List<ReplyTemplate> items, @Nullable String next) {}

  /** The newest first, at most 500: not paged. */
  public record TemplateVersions(List<TemplateVersion> items, @Nullable String next) {}

  /**
   * @param language BCP 47
   */
  public record TemplateBody(String title, String language, String body) {}

  private static final String EXAMPLE =
      """
      {"title": "Fixed", "language": "en",
       "body": "Hello,\\n\\nwhat you reported (\\"{report}\\") has been dealt with.\\n\\nOur reference is {key}."}
      """;

  private static final String MISTAKEN_VERSION = "must be the number of a version";

  private final ReplyTemplates templates;
  private final ReplyTemplateVersions versions;
  private final CurrentActor actor;

  KeptTemplatesResource(
      ReplyTemplates templates, ReplyTemplateVersions versions, CurrentActor actor) {
    this.templates = templates;
    this.versions = versions;
    this.actor = actor;
  }

  @GET
  @Operation(summary = "The texts that replies can begin with, in the order they are offered in")
  public Templates list() {
    return new Templates(templates.all(), null);
  }

  @GET
  @Path("{slug}")
  @Operation(summary = "One reply template, as it is in force")
  public ReplyTemplate get(@PathParam("slug") String slug) {
    return templates.get(slug);
  }

  @GET
  @Path("{slug}/versions")
  @Operation(
      summary = "The versions of a reply template, the newest first",
      description = "Also of one that was removed.")
  public TemplateVersions versions(@PathParam("slug") String slug) {
    return new TemplateVersions(versions.of(slug), null);
  }

  @GET
  @Path("{slug}/versions/{version}")
  @Operation(
      summary = "A reply template as it was in one version",
      description = "To take it back, save it again as it was.")
  public TemplateBody version(
      @PathParam("slug") String slug, @PathParam("version") String version) {
    var number = number(version);
    if (number == null) {
      throw Problem.invalid("version", MISTAKEN_VERSION);
    }
    var then = versions.version(slug, number);
    return new TemplateBody(then.title(), then.language(), then.body());
  }

  private static @Nullable Integer number(String text) {
    return RequestValues.version(text, MISTAKEN_VERSION);
  }

  @PUT
  @Path("{slug}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "Makes a reply template, or a new version of it",
      description =
          "In its text {key} and {report} are filled in for each reader; any other word in braces"
              + " is refused. With ?version= it is only saved where that one is still in force, 0"
              + " where there is none yet. Replies that were sent, and drafts, stay as they are.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "template", value = EXAMPLE)))
  public ReplyTemplate save(
      @PathParam("slug") String slug,
      @QueryParam("version") String version,
      @QueryParam("note") String note,
      TemplateBody body) {
    RequestValues.required(body);
    return templates.save(
        slug,
        new ReplyTemplates.Wanted(body.title(), body.language(), body.body()),
        number(version),
        note,
        actor.get());
  }

  @DELETE
  @Path("{slug}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(summary = "Removes a reply template; its versions can still be read")
  public RestResponse<Void> remove(@PathParam("slug") String slug) {
    templates.remove(slug, actor.get());
    return RestResponse.noContent();
  }
}
