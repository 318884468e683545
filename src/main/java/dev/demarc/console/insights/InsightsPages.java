package dev.demarc.console.insights;

import dev.demarc.access.Roles;
import dev.demarc.access.Viewer;
import dev.demarc.insights.FiguresCsv;
import dev.demarc.insights.Insights;
import dev.demarc.insights.Load;
import dev.demarc.insights.Period;
import dev.demarc.insights.PeriodFigures;
import dev.demarc.insights.UrgentWork;
import dev.demarc.policy.Policies;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;

/** What burns now, and how it has gone, for those who lead. */
@Path("/insights")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class InsightsPages {

  private static final int NARROW_DAYS = 14;
  private static final DateTimeFormatter FIRST =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance insights(View view);
  }

  /**
   * @param queue the slug of the one that is looked at; empty for all
   * @param narrow the newest days, for a telephone
   */
  public record View(
      PeriodFigures figures,
      UrgentWork burning,
      Load load,
      List<Queue> queues,
      String queue,
      List<Integer> lengths,
      double threshold,
      DayChart days,
      DayChart narrow,
      CertaintyChart certainty,
      WeekChart weeks) {

    /** What the clocks measure, in the order in which it happens. */
    public List<String> measures() {
      return List.of("Acknowledge", "First action", "Resolve");
    }

    /** Of the filter of cases, for every link to the cases behind a figure. */
    public String only() {
      return queue.isEmpty() ? "" : " queue:" + queue;
    }

    /** The same, and only those opened in the period. */
    public String onlyThen() {
      return " opened:>=" + figures.period().first() + " -status:merged" + only();
    }

    /** How far what the engine says of itself can be gone by. */
    public String calibration() {
      return CalibrationWords.of(figures.decisions().bands(), threshold);
    }

    /** {@code 30 October}. */
    public String since() {
      return FIRST.format(figures.period().first());
    }

    public String asked() {
      return "days=" + figures.period().days() + (queue.isEmpty() ? "" : "&queue=" + queue);
    }
  }

  private final Insights insights;
  private final Policies policies;
  private final Router router;
  private final Viewer viewer;

  InsightsPages(Insights insights, Policies policies, Router router, Viewer viewer) {
    this.insights = insights;
    this.policies = policies;
    this.router = router;
    this.viewer = viewer;
  }

  @GET
  public TemplateInstance show(@QueryParam("days") String days, @QueryParam("queue") String queue) {
    var told = insights.overview(days, queue);
    var figures = told.figures();
    var volume = figures.volume().days();
    double threshold = policies.inForce().autoRouteFrom();
    return Templates.insights(
        new View(
            figures,
            told.burning(),
            told.load(),
            router.queues().stream().filter(q -> viewer.sight().hasQueue(q.id())).toList(),
            queue == null ? "" : queue.strip(),
            Period.LENGTHS,
            threshold,
            DayChart.of(volume, figures.volume().peaks(), 792, 190),
            DayChart.of(
                volume.subList(Math.max(0, volume.size() - NARROW_DAYS), volume.size()),
                figures.volume().peaks(),
                358,
                190),
            CertaintyChart.of(figures.decisions().bands(), threshold),
            WeekChart.of(figures.decisions().weeks())));
  }

  /** The figures of one chart. */
  @GET
  @Path("{name}.csv")
  @Produces("text/csv; charset=UTF-8")
  public RestResponse<String> csv(
      @PathParam("name") String name,
      @QueryParam("days") String days,
      @QueryParam("queue") String queue) {
    var text =
        name.equals("load")
            ? FiguresCsv.of(insights.load(queue))
            : FiguresCsv.of(name, insights.whole(days, queue));
    return RestResponse.ResponseBuilder.ok(text)
        .header("Content-Disposition", "attachment; filename=\"demarc-" + name + ".csv\"")
        .build();
  }
}
