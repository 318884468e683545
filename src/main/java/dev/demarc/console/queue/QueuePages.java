package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.People;
import dev.demarc.access.Roles;
import dev.demarc.access.Viewer;
import dev.demarc.casework.CaseLine;
import dev.demarc.console.SampleReports;
import dev.demarc.finding.CaseSearch;
import dev.demarc.finding.FilterMistake;
import dev.demarc.finding.FilterText;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
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
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;

/** The queue: what waits, most urgent first. */
@Path("/")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class QueuePages {

  /**
   * What the list shows.
   *
   * @param cursor where this page starts; null on the first
   * @param byClock this list in the order of its clocks
   * @param byAge this list, newest first
   * @param corrected what was most likely meant by a filter that is not understood; null elsewhere
   */
  public record View(
      String heading,
      String filter,
      String cursor,
      boolean plain,
      String sort,
      String byClock,
      String byAge,
      String corrected) {}

  /** What a change told before it led here, as its case is not shown any more. */
  private static final Map<String, String> TOLD =
      Map.of(
          "moved", "It is done. The case is in a queue now whose cases you do not see.",
          "filed", "The report is stored, and filed in a queue whose cases you do not see.");

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance queue(
        View view,
        Page<CaseLine> page,
        List<String> problems,
        String told,
        List<People.PersonEntry> people,
        boolean samples);
  }

  private final CaseSearch cases;
  private final CurrentActor actor;
  private final Router router;
  private final People people;
  private final PickedCases picked;
  private final SampleReports samples;
  private final Viewer viewer;

  QueuePages(
      CaseSearch cases,
      CurrentActor actor,
      Router router,
      People people,
      PickedCases picked,
      SampleReports samples,
      Viewer viewer) {
    this.cases = cases;
    this.actor = actor;
    this.router = router;
    this.people = people;
    this.picked = picked;
    this.samples = samples;
    this.viewer = viewer;
  }

  @GET
  public TemplateInstance queue(
      @QueryParam("f") String text,
      @QueryParam("cursor") String cursor,
      @QueryParam("told") String told) {
    return page(text, cursor, List.of(), TOLD.get(String.valueOf(told)));
  }

  private TemplateInstance page(String text, String cursor, List<String> problems, String told) {
    var typed = text == null ? FilterText.DEFAULT : text.trim();
    var filter = FilterText.of(typed);
    var view = view(typed, filter, cursor, null);
    try {
      var page = cases.list(typed, 50, cursor);
      return Templates.queue(
          view,
          page,
          problems,
          told,
          people.assignable(),
          samples.loaded() || !actor.isAnalystOfAll());
    } catch (Problem problem) {
      var nothing = new Page<CaseLine>(List.of(), null);
      var corrected = problem instanceof FilterMistake mistake ? mistake.corrected() : null;
      view = view(typed, filter, cursor, corrected);
      return Templates.queue(view, nothing, List.of(problem.getMessage()), null, List.of(), true);
    }
  }

  private View view(String typed, FilterText filter, String cursor, String corrected) {
    return new View(
        heading(filter),
        typed,
        cursor,
        filter.isPlain(),
        filter.named("sort").orElse("clock"),
        filter.with("sort", "clock").text(),
        filter.with("sort", "newest").text(),
        corrected);
  }

  private String heading(FilterText filter) {
    var queue =
        filter
            .named("queue")
            .flatMap(router::queue)
            .filter(q -> viewer.sight().hasQueue(q.id()))
            .map(Queue::name);
    return queue.orElseGet(() -> headingOfView(filter));
  }

  private static String headingOfView(FilterText filter) {
    if (filter.says("is", "breaching") || filter.says("is", "due-soon")) {
      return "Breaching soon";
    }
    if (filter.says("assignee", "me")) {
      return "My work";
    }
    return filter.says("assignee", "none") ? "Unassigned" : "Queue";
  }

  /** One change to all that are selected; the list again, with what was refused and why. */
  @POST
  @Path("work-items")
  public RestResponse<Object> changePicked(
      @FormParam("case") List<String> keys,
      @FormParam("do") String what,
      @FormParam("to") String assignee,
      @FormParam("f") String filter) {
    var refused = picked.change(keys == null ? List.of() : keys, what, assignee, actor.get());
    if (refused.isEmpty()) {
      return seeOther(
          "/?f="
              + URLEncoder.encode(
                  filter == null ? FilterText.DEFAULT : filter, StandardCharsets.UTF_8));
    }
    return RestResponse.ResponseBuilder.create(409)
        .entity((Object) page(filter, null, refused, null).render())
        .type(MediaType.TEXT_HTML_TYPE)
        .build();
  }

  @POST
  @Path("samples")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  public RestResponse<Object> samples(@FormParam("do") String what) {
    if ("remove".equals(what)) {
      samples.remove();
    } else {
      samples.load();
    }
    return seeOther("/");
  }

  private static RestResponse<Object> seeOther(String page) {
    return RestResponse.ResponseBuilder.create(303).location(URI.create(page)).build();
  }
}
