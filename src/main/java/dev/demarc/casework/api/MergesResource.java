package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.merging.MergePreview;
import dev.demarc.casework.merging.MergePreviews;
import dev.demarc.casework.merging.MergeResult;
import dev.demarc.casework.merging.MergeUndo;
import dev.demarc.casework.merging.MergeWish;
import dev.demarc.casework.merging.Merges;
import dev.demarc.casework.views.CaseFinder;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Makes one case of many: of those that are named, or that a search finds. */
@Path("/api/v1/cases/merges")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class MergesResource {

  private static final String EXAMPLE =
      "{\"into\": \"DM-2026-000041\", \"cases\": [\"DM-2026-000042\", \"DM-2026-000057\"],"
          + " \"reason\": \"one campaign\"}";

  private static final String BY_SEARCH =
      "{\"filter\": {\"status\": \"open\", \"category\": \"phishing\", \"q\":"
          + " \"login.example\"}}";

  /** The parameters of the list of cases. */
  public record FilterBody(
      String status,
      String responsibility,
      String queue,
      String assignee,
      String category,
      String service,
      String indicator,
      String q) {}

  /**
   * @param into the case that is left; null for the one that was opened first
   * @param cases the keys of the others; null where {@code filter} finds them
   * @param versions at which they were seen, by key; one that has changed since is refused
   */
  public record MergesBody(
      String into,
      List<String> cases,
      FilterBody filter,
      Map<String, Integer> versions,
      String reason) {}

  /** Those that are open cases again. */
  public record Undone(List<String> cases) {}

  private final Merges merges;
  private final MergePreviews previews;
  private final MergeUndo undo;
  private final CaseFinder finder;
  private final CurrentActor actor;

  MergesResource(
      Merges merges,
      MergePreviews previews,
      MergeUndo undo,
      CaseFinder finder,
      CurrentActor actor) {
    this.merges = merges;
    this.previews = previews;
    this.undo = undo;
    this.finder = finder;
    this.actor = actor;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Merges many cases into one",
      description =
          "Those that are named in cases, or that filter finds (200 at most; a search that finds"
              + " more is refused). Without into they go into the one that was opened first. A case"
              + " that cannot go is listed with why, and does not hold up the others.")
  @RequestBody(
      content =
          @Content(
              examples = {
                @ExampleObject(name = "by their keys", value = EXAMPLE),
                @ExampleObject(name = "by a search", value = BY_SEARCH)
              }))
  public MergeResult merge(MergesBody body) {
    return merges.merge(wish(body), actor.get());
  }

  @POST
  @Path("preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Counts what a merge would change",
      description = "Takes what a merge takes, and changes nothing.")
  @RequestBody(
      content = @Content(examples = @ExampleObject(name = "by their keys", value = EXAMPLE)))
  public MergePreview preview(MergesBody body) {
    return previews.of(wish(body));
  }

  @DELETE
  @Path("{id}")
  @Operation(
      summary = "Takes a merge of many cases back",
      description =
          "All that still holds of it, or nothing: 409 says what is in the way. One case alone is"
              + " taken back by DELETE /api/v1/cases/{key}/merge.")
  public Undone undo(@PathParam("id") String id) {
    var batch =
        Ids.parse(id)
            .orElseThrow(
                () -> Problem.notFound("There is no such merge that could be taken back."));
    return new Undone(undo.undo(batch, actor.get()));
  }

  private MergeWish wish(MergesBody body) {
    RequestValues.required(body);
    var into = body.into() == null ? null : key("into", body.into());
    var versions = new HashMap<CaseKey, Integer>();
    if (body.versions() != null) {
      body.versions().forEach((key, at) -> versions.put(key("versions", key), version(at)));
    }
    return new MergeWish(into, cases(body), versions, body.reason());
  }

  private static Integer version(Integer at) {
    if (at == null) {
      throw Problem.invalid("versions", "must name a version for each key");
    }
    return at;
  }

  private List<CaseKey> cases(MergesBody body) {
    if ((body.cases() == null) == (body.filter() == null)) {
      throw Problem.invalid("cases", "give either cases or filter");
    }
    if (body.filter() != null) {
      return found(body.filter());
    }
    if (body.cases().size() > MergeWish.AT_MOST + 1) {
      throw Problem.invalid("cases", "name at most " + MergeWish.AT_MOST + " cases at once");
    }
    return body.cases().stream().map(text -> key("cases", text)).toList();
  }

  private List<CaseKey> found(FilterBody by) {
    var named = new HashMap<String, String>();
    named.put("status", by.status());
    named.put("responsibility", by.responsibility());
    named.put("queue", by.queue());
    named.put("assignee", by.assignee());
    named.put("category", by.category());
    named.put("service", by.service());
    named.put("indicator", by.indicator());
    var keys = finder.find(named, by.q(), MergeWish.AT_MOST + 1);
    if (keys.size() > MergeWish.AT_MOST) {
      throw Problem.invalid(
          "filter", "finds more than " + MergeWish.AT_MOST + " cases; narrow it down");
    }
    return keys;
  }

  private static CaseKey key(String field, String text) {
    return CaseKey.parse(text == null ? null : text.trim().toUpperCase(Locale.ROOT))
        .orElseThrow(() -> Problem.invalid(field, "must hold keys of cases, as DM-2026-000042"));
  }
}
