package dev.demarc.playbooks;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.playbooks.PlaybookVersions.VersionEntry;
import dev.demarc.playbooks.Playbooks.PlaybookEntry;
import dev.demarc.playbooks.Playbooks.Preview;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** The steps that a desk takes on cases of some kind. */
@Path("/api/v1/playbooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Playbooks")
public class PlaybooksResource {

  /** At most 500: not paged. */
  public record All(List<PlaybookEntry> items, @Nullable String next) {}

  /** The newest first, at most 500: not paged. */
  public record Versions(List<VersionEntry> items, @Nullable String next) {}

  private static final String EXAMPLE =
      """
      {"name": "Open resolver", "position": 5, "categories": ["open-proxy"], "sides": ["customer"],
       "steps": [
         {"id": "tell", "who": "desk", "title": "Tell the owner", "template": "open"},
         {"id": "close", "who": "customer", "title": "Restrict recursion",
          "next": [{"on": "done", "to": "answer"}, {"on": "clock-missed", "to": "remind"}]},
         {"id": "remind", "who": "desk", "title": "Remind the owner"},
         {"id": "answer", "who": "desk", "title": "Answer whoever reported"}],
       "templates": [
         {"slug": "open", "name": "Open resolver", "to": "customer",
          "body": "A resolver in account {account} answers anybody (case {case})."}]}
      """;

  private static final String MISTAKEN_VERSION = "must be the number of a version";

  private final Playbooks playbooks;
  private final PlaybookVersions versions;
  private final CurrentActor actor;

  PlaybooksResource(Playbooks playbooks, PlaybookVersions versions, CurrentActor actor) {
    this.playbooks = playbooks;
    this.versions = versions;
    this.actor = actor;
  }

  @GET
  @Operation(summary = "The playbooks, in the order in which they are tried")
  public All list() {
    return new All(playbooks.all(), null);
  }

  @GET
  @Path("{slug}")
  @Operation(summary = "One playbook, as it is in force")
  public PlaybookEntry get(@PathParam("slug") String slug) {
    return playbooks.get(slug);
  }

  @GET
  @Path("{slug}/versions")
  @Operation(summary = "The versions of a playbook, the newest first")
  public Versions versions(@PathParam("slug") String slug) {
    return new Versions(versions.versions(slug), null);
  }

  @GET
  @Path("{slug}/versions/{version}")
  @Operation(summary = "A playbook as it was in one version")
  public Playbook version(@PathParam("slug") String slug, @PathParam("version") String version) {
    var number = number(version);
    if (number == null) {
      throw Problem.invalid("version", MISTAKEN_VERSION);
    }
    return versions.version(slug, number);
  }

  private static @Nullable Integer number(String text) {
    return RequestValues.version(text, MISTAKEN_VERSION);
  }

  @PUT
  @Path("{slug}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "Makes a playbook, or a new version of it",
      description =
          "A step that says nothing of what comes next leads to the step after it once it is done."
              + " A playbook that loops, or has a step that no way leads to, an unknown step or an"
              + " unknown event changes nothing, and each mistake is named. Cases stay with the"
              + " version that they go by.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "playbook", value = EXAMPLE)))
  public PlaybookEntry save(
      @PathParam("slug") String slug,
      @QueryParam("version") String version,
      @QueryParam("note") String note,
      Playbook body) {
    playbooks.save(named(slug, body), number(version), note, actor.username());
    return playbooks.get(slug);
  }

  static Playbook named(String slug, Playbook body) {
    RequestValues.required(body);
    return new Playbook(
        slug,
        body.name(),
        body.enabled(),
        body.position(),
        body.categories(),
        body.services(),
        body.sides(),
        body.words(),
        body.steps(),
        body.templates());
  }

  @POST
  @Path("{slug}/preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "What saving a playbook would change",
      description = "With what is wrong with it. Changes nothing.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "playbook", value = EXAMPLE)))
  public Preview preview(@PathParam("slug") String slug, Playbook body) {
    return playbooks.preview(named(slug, body));
  }

  @DELETE
  @Path("{slug}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(summary = "Takes a playbook out; cases that go by it stay with it")
  public RestResponse<Void> remove(@PathParam("slug") String slug) {
    playbooks.remove(slug);
    return RestResponse.noContent();
  }
}
