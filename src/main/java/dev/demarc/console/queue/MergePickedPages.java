package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.merging.MergePreview;
import dev.demarc.casework.merging.MergePreviews;
import dev.demarc.casework.merging.MergeUndo;
import dev.demarc.casework.merging.MergeWish;
import dev.demarc.casework.merging.Merges;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Makes one case of those that are selected: first what it would change, then that. */
@Path("/merges")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class MergePickedPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance preview(
        @Nullable MergePreview preview,
        List<String> picked,
        String reason,
        @Nullable String problem,
        @Nullable String filter);

    static native TemplateInstance merged(String id, String into, List<String> keys);
  }

  private final Merges merges;
  private final MergePreviews previews;
  private final MergeUndo undo;
  private final CaseReader reader;
  private final CurrentActor actor;

  MergePickedPages(
      Merges merges,
      MergePreviews previews,
      MergeUndo undo,
      CaseReader reader,
      CurrentActor actor) {
    this.merges = merges;
    this.previews = previews;
    this.undo = undo;
    this.reader = reader;
    this.actor = actor;
  }

  /**
   * @param picked keys with the version they were seen at: {@code DM-2026-000042@3}
   */
  @POST
  @Path("preview")
  public RestResponse<Object> preview(
      @FormParam("case") List<String> picked,
      @FormParam("into") String into,
      @FormParam("reason") String reason,
      @FormParam("f") String filter) {
    return answered(picked, reason, filter, () -> preview(picked, into, reason, filter, null));
  }

  private RestResponse<Object> preview(
      List<String> picked, String into, String reason, String filter, @Nullable String problem) {
    var preview = previews.of(wish(picked, into, reason));
    return PageResponses.rendered(
        problem == null ? 200 : 409,
        Templates.preview(preview, picked, reason == null ? "" : reason, problem, filter));
  }

  @POST
  public RestResponse<Object> merge(
      @FormParam("case") List<String> picked,
      @FormParam("into") String into,
      @FormParam("reason") String reason,
      @FormParam("f") String filter) {
    return answered(
        picked,
        reason,
        filter,
        () -> {
          var made = merges.merge(wish(picked, into, reason), actor.get());
          return PageResponses.rendered(
              200, Templates.merged(made.id().toString(), made.into(), made.merged()));
        });
  }

  @POST
  @Path("{id}/undo")
  public RestResponse<Object> undo(@PathParam("id") String id, @FormParam("into") String into) {
    return answered(
        List.of(),
        null,
        null,
        () -> {
          undo.undo(
              Ids.require(id, "There is no such merge that could be taken back."), actor.get());
          var key = CaseKey.parse(into).filter(reader::isSeen);
          var then = key.map(one -> "/cases/" + one).orElse("/");
          return PageResponses.seeOther(then);
        });
  }

  private RestResponse<Object> answered(
      List<String> picked,
      @Nullable String reason,
      @Nullable String filter,
      Supplier<RestResponse<Object>> action) {
    try {
      return action.get();
    } catch (Problem problem) {
      return PageResponses.rendered(
          problem.type().status(),
          Templates.preview(
              null,
              picked == null ? List.of() : picked,
              reason == null ? "" : reason,
              ProblemWords.of(problem),
              filter));
    }
  }

  private static MergeWish wish(List<String> picked, String into, String reason) {
    var versions = new HashMap<CaseKey, Integer>();
    var keys = new ArrayList<CaseKey>();
    for (var text : picked == null ? List.<String>of() : picked) {
      var one = PickedCase.of(text);
      keys.add(one.key());
      if (one.version() != null) {
        versions.put(one.key(), one.version());
      }
    }
    var target = into == null || into.isBlank() ? null : PickedCase.of(into).key();
    return new MergeWish(target, keys, versions, reason);
  }
}
