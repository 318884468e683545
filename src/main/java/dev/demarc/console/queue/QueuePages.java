package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.access.Viewer;
import dev.demarc.access.people.People;
import dev.demarc.casework.outcomes.OutcomeEntry;
import dev.demarc.casework.outcomes.Outcomes;
import dev.demarc.casework.views.CaseLine;
import dev.demarc.console.PageResponses;
import dev.demarc.console.SampleReports;
import dev.demarc.finding.CaseSearch;
import dev.demarc.finding.filter.FilterMistake;
import dev.demarc.finding.filter.FilterText;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

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
   * @param byPriority this list, what has a high priority first
   * @param columns those shown, by slug
   * @param tally how many cases the view has
   * @param names people's names by user name
   * @param corrected what was most likely meant by a filter that is not understood; null elsewhere
   */
  public record View(
      String heading,
      String filter,
      @Nullable String cursor,
      boolean plain,
      String sort,
      String byClock,
      String byAge,
      String byPriority,
      Set<String> columns,
      ViewTally tally,
      Map<String, String> names,
      @Nullable String corrected) {

    public boolean has(String column) {
      return columns.contains(column);
    }

    public boolean isOf(String other) {
      return filter.equals(other);
    }

    /** Whether it is the list that one sees without a filter of one's own. */
    public boolean isAll() {
      return isOf(FilterText.DEFAULT);
    }

    /** Of the table, for what goes across it. */
    public int getWidth() {
      return columns.size() + 3;
    }

    public String nameOf(String username) {
      return names.getOrDefault(username, username);
    }

    public String namesOf(List<String> usernames) {
      return usernames.stream().map(this::nameOf).collect(Collectors.joining(", "));
    }

    public List<SnoozeLength> getLengths() {
      return List.of(SnoozeLength.values());
    }

    public List<QueueColumns.Column> getAllColumns() {
      return List.of(QueueColumns.Column.values());
    }
  }

  /** What a change told before it led here, as its case is not shown any more. */
  private static final Map<String, String> TOLD =
      Map.of(
          "moved", "It is done. The case is in a queue now whose cases you do not see.",
          "filed", "The report is stored, and filed in a queue whose cases you do not see.");

  private static final ViewTally NOTHING_COUNTED = new ViewTally(0, 0, 0, false);

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance queue(
        View view,
        Page<CaseLine> page,
        List<QueueGroups> groups,
        List<OutcomeEntry> outcomes,
        List<String> problems,
        @Nullable String told,
        List<People.PersonEntry> people,
        boolean samples);
  }

  private final CaseSearch cases;
  private final CurrentActor actor;
  private final Router router;
  private final People people;
  private final SampleReports samples;
  private final Viewer viewer;
  private final QueueColumns columns;
  private final ViewTallies tallies;
  private final Outcomes outcomes;
  private final Clock clock;

  QueuePages(
      CaseSearch cases,
      CurrentActor actor,
      Router router,
      People people,
      SampleReports samples,
      Viewer viewer,
      QueueColumns columns,
      ViewTallies tallies,
      Outcomes outcomes,
      Clock clock) {
    this.cases = cases;
    this.actor = actor;
    this.router = router;
    this.people = people;
    this.samples = samples;
    this.viewer = viewer;
    this.columns = columns;
    this.tallies = tallies;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  @GET
  public TemplateInstance queue(
      @QueryParam("f") String text,
      @QueryParam("cursor") String cursor,
      @QueryParam("told") String told,
      @QueryParam("did") String did,
      @QueryParam("cases") String count) {
    var done = PickedChange.message(did, count).orElse(TOLD.get(String.valueOf(told)));
    return page(text, cursor, List.of(), done);
  }

  TemplateInstance page(
      String text, @Nullable String cursor, List<String> problems, @Nullable String told) {
    var typed = text == null ? FilterText.DEFAULT : text.trim();
    var filter = FilterText.of(typed);
    try {
      var page = cases.list(typed, 50, cursor);
      var view = view(typed, filter, cursor, tallies.of(typed, filter), null);
      return Templates.queue(
          view,
          page,
          QueueGroups.of(page.items(), view.sort().equals("clock"), view.tally(), clock.instant()),
          outcomes.offered(),
          problems,
          told,
          people.assignable(),
          samples.loaded() || !actor.isAnalystOfAll());
    } catch (Problem problem) {
      var nothing = new Page<CaseLine>(List.of(), null);
      return Templates.queue(
          view(typed, filter, cursor, NOTHING_COUNTED, corrected(problem)),
          nothing,
          List.of(),
          List.of(),
          List.of(problem.getMessage()),
          null,
          List.of(),
          true);
    }
  }

  private static @Nullable String corrected(Problem problem) {
    return problem instanceof FilterMistake mistake ? mistake.corrected() : null;
  }

  private View view(
      String typed,
      FilterText filter,
      @Nullable String cursor,
      ViewTally tally,
      @Nullable String corrected) {
    return new View(
        heading(filter),
        typed,
        cursor,
        filter.isPlain(),
        filter.named("sort").orElse("clock"),
        filter.with("sort", "clock").text(),
        filter.with("sort", "newest").text(),
        filter.with("sort", "priority").text(),
        columns.chosen(),
        tally,
        people.all().stream()
            .collect(Collectors.toMap(People.PersonEntry::username, People.PersonEntry::name)),
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
    if (filter.says("is", "overdue")) {
      return "Overdue";
    }
    if (filter.says("is", "breaching") || filter.says("is", "due-soon")) {
      return "Due soon";
    }
    if (filter.says("assignee", "me")) {
      return "My work";
    }
    return filter.says("assignee", "none") ? "Unassigned" : "Queue";
  }

  /** The list, with why some of it is not as somebody wanted. */
  RestResponse<Object> refused(String filter, List<String> refused) {
    return refused(filter, refused, null);
  }

  RestResponse<Object> refused(String filter, List<String> refused, @Nullable String told) {
    return PageResponses.rendered(409, page(filter, null, refused, told));
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
    return PageResponses.seeOther(page);
  }
}
