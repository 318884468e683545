package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.BatchUndo;
import dev.demarc.console.queue.QueuePages.Told;
import dev.demarc.finding.FilterText;
import dev.demarc.shared.ChangeUnderWay;
import dev.demarc.shared.Ids;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * One change to all that are selected in the queue: what it would do, doing it, and taking it back.
 */
@Path("/work-items")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class BulkPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance effect(String told);
  }

  private final QueuePages queue;
  private final PickedCases picked;
  private final BatchUndo undo;
  private final CurrentActor actor;

  BulkPages(QueuePages queue, PickedCases picked, BatchUndo undo, CurrentActor actor) {
    this.queue = queue;
    this.picked = picked;
    this.undo = undo;
    this.actor = actor;
  }

  /** The list again, with what was done; and where some were refused, which and why. */
  @POST
  public RestResponse<Object> change(
      @FormParam("case") List<String> keys,
      @FormParam("do") String what,
      @FormParam("to") String assignee,
      @FormParam("queue") String target,
      @FormParam("outcome") String outcome,
      @FormParam("f") String filter) {
    var chosen = keys == null ? List.<String>of() : keys;
    var change = PickedCases.PickedChange.of(what, assignee, target, outcome, actor.username());
    var batch = Ids.next();
    var refused = ChangeUnderWay.batch(batch, () -> picked.change(chosen, change, actor.get()));
    int done = chosen.size() - refused.size();
    if (refused.isEmpty()) {
      return back(filter, "&did=" + encoded(change.name()) + "&cases=" + done + "&batch=" + batch);
    }
    var told = PickedCases.PickedChange.told(change.name(), String.valueOf(done)).orElse(null);
    return refused(filter, refused, new Told(told, told == null ? null : batch));
  }

  /** What the change would do, before it is done. */
  @GET
  @Path("effect")
  public TemplateInstance effect(
      @QueryParam("case") List<String> keys,
      @QueryParam("do") String what,
      @QueryParam("outcome") String outcome) {
    return Templates.effect(picked.effect(keys == null ? List.of() : keys, what, outcome));
  }

  @POST
  @Path("undo")
  public RestResponse<Object> undo(
      @FormParam("batch") String batch, @FormParam("f") String filter) {
    UUID id = Ids.require(batch, "There is nothing of that name to take back.");
    var result = undo.undo(id, actor.get());
    var refused = result.refused().stream().map(r -> r.key() + ": " + r.detail()).toList();
    return refused.isEmpty()
        ? back(filter, "&did=undone&cases=" + result.undone().size())
        : refused(filter, refused, Told.NOTHING);
  }

  private RestResponse<Object> refused(String filter, List<String> refused, Told told) {
    return RestResponse.ResponseBuilder.create(409)
        .entity((Object) queue.page(filter, null, refused, told).render())
        .type(MediaType.TEXT_HTML_TYPE)
        .build();
  }

  private static RestResponse<Object> back(String filter, String more) {
    var shown = filter == null ? FilterText.DEFAULT : filter;
    return RestResponse.ResponseBuilder.create(303)
        .location(URI.create("/?f=" + encoded(shown) + more))
        .build();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
