package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
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
  private final CurrentActor actor;

  BulkPages(QueuePages queue, PickedCases picked, CurrentActor actor) {
    this.queue = queue;
    this.picked = picked;
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
      return back(filter, "&did=" + encoded(change.name()) + "&cases=" + done);
    }
    var told = PickedCases.PickedChange.message(change.name(), String.valueOf(done)).orElse(null);
    return queue.refused(filter, refused, told);
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
