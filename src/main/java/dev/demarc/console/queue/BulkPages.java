package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.finding.filter.FilterText;
import dev.demarc.shared.ChangeUnderWay;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * One change to all that are selected in the queue: what it would do, doing it, and taking it back.
 */
@Path("/work-items")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class BulkPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance effect(@Nullable String told);

    /**
     * @param told what was done, once it is
     */
    static native TemplateInstance run(BulkChange change, @Nullable String told);
  }

  /** So many are changed by one request. */
  private static final int AT_ONCE = 100;

  private final QueuePages queue;
  private final PickedCases picked;
  private final BulkChanges whole;
  private final CurrentActor actor;

  BulkPages(QueuePages queue, PickedCases picked, BulkChanges whole, CurrentActor actor) {
    this.queue = queue;
    this.picked = picked;
    this.whole = whole;
    this.actor = actor;
  }

  /**
   * The list again, with what was done; and where some were refused, which and why. Many at once
   * are changed some at a time, on a page that tells how far it has come.
   *
   * @param all {@code true} to change all that the filter finds, and not only those selected
   */
  @POST
  public RestResponse<Object> change(
      @FormParam("case") List<String> keys,
      @FormParam("do") String what,
      @FormParam("to") String assignee,
      @FormParam("queue") String target,
      @FormParam("outcome") String outcome,
      @FormParam("snooze") String snooze,
      @FormParam("all") String all,
      @FormParam("f") String filter) {
    var wanted = new PickedChange.Wanted(what, assignee, target, outcome, snooze);
    var change = wanted.by(actor.username());
    var chosen = keys == null ? List.<String>of() : keys;
    if ("true".equals(all)) {
      try {
        chosen = whole.found(shown(filter));
      } catch (Problem problem) {
        return queue.refused(filter, List.of(ProblemWords.of(problem)));
      }
      if (chosen.size() > AT_ONCE) {
        var id = whole.begin(actor.username(), shown(filter), wanted, chosen);
        return PageResponses.seeOther("/work-items/runs/" + id);
      }
    }
    return change(chosen, change, filter);
  }

  private RestResponse<Object> change(List<String> chosen, PickedChange change, String filter) {
    var batch = Ids.next();
    var refused = ChangeUnderWay.batch(batch, () -> picked.change(chosen, change, actor.get()));
    int done = chosen.size() - refused.size();
    if (refused.isEmpty()) {
      return back(filter, "&did=" + encoded(change.name()) + "&cases=" + done);
    }
    var told = PickedChange.message(change.name(), String.valueOf(done)).orElse(null);
    return queue.refused(filter, refused, told);
  }

  /** What the change would do, before it is done. */
  @GET
  @Path("effect")
  public TemplateInstance effect(
      @QueryParam("case") List<String> keys,
      @QueryParam("do") String what,
      @QueryParam("outcome") String outcome,
      @QueryParam("snooze") String snooze,
      @QueryParam("all") String all,
      @QueryParam("f") String filter) {
    var wanted = new PickedChange.Wanted(what, null, null, outcome, snooze);
    if ("true".equals(all)) {
      try {
        return Templates.effect(picked.effect(whole.found(shown(filter)), wanted));
      } catch (Problem problem) {
        return Templates.effect(ProblemWords.of(problem));
      }
    }
    return Templates.effect(picked.effect(keys == null ? List.of() : keys, wanted));
  }

  /** How far a change of many has come. */
  @GET
  @Path("runs/{id}")
  public TemplateInstance run(@PathParam("id") String id) {
    return told(whole.get(run(id, "There is no such change of yours."), actor.username()));
  }

  private static UUID run(String id, String otherwise) {
    return Ids.parse(id).orElseThrow(() -> Problem.notFound(otherwise));
  }

  private static TemplateInstance told(BulkChange change) {
    var done = change.wanted().by("").name();
    return Templates.run(
        change,
        change.isDone()
            ? PickedChange.message(done, String.valueOf(change.changed())).orElse(null)
            : null);
  }

  /** Changes the next of them; the page calls this again and again. */
  @POST
  @Path("runs/{id}")
  public TemplateInstance goOn(@PathParam("id") String text) {
    var id = run(text, "There is no such change of yours.");
    var change = whole.get(id, actor.username());
    var wanted = change.wanted().by(actor.username());
    var cases = whole.take(id, actor.username(), AT_ONCE);
    if (!cases.isEmpty()) {
      var refused = ChangeUnderWay.batch(id, () -> picked.change(cases, wanted, actor.get()));
      whole.record(id, cases.size() - refused.size(), refused);
    }
    return told(whole.get(id, actor.username()));
  }

  private static String shown(@Nullable String filter) {
    return filter == null ? FilterText.DEFAULT : filter;
  }

  private static RestResponse<Object> back(String filter, String more) {
    return PageResponses.seeOther("/?f=" + encoded(shown(filter)) + more);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
