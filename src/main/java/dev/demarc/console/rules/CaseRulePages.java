package dev.demarc.console.rules;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.rules.CaseRuleChanges;
import dev.demarc.casework.rules.KnownOutcomes;
import dev.demarc.casework.rules.OpeningRule;
import dev.demarc.casework.rules.OpeningRules;
import dev.demarc.casework.rules.QuietRule;
import dev.demarc.casework.rules.QuietRules;
import dev.demarc.casework.rules.RecurrenceRule;
import dev.demarc.casework.rules.RecurrenceRule.Action;
import dev.demarc.casework.rules.RecurrenceRules;
import dev.demarc.console.PageResponses;
import dev.demarc.shared.Category;
import dev.demarc.shared.Page;
import dev.demarc.shared.RequestValues;
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
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * When cases open, when quiet ones close by themselves, and what becomes of reports about closed
 * ones.
 */
@Path("/settings/case-rules")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMINISTRATOR)
public class CaseRulePages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance rules(
        @Nullable String problem,
        List<OpeningRule> opening,
        List<QuietRule> quiet,
        List<RecurrenceRule> recurrence,
        List<Category> categories,
        List<String> outcomes,
        List<Action> actions,
        Page<CaseRuleChanges.Change> changes);
  }

  private final OpeningRules opening;
  private final QuietRules quiet;
  private final RecurrenceRules recurrence;
  private final KnownOutcomes outcomes;
  private final CaseRuleChanges changes;
  private final CurrentActor actor;

  CaseRulePages(
      OpeningRules opening,
      QuietRules quiet,
      RecurrenceRules recurrence,
      KnownOutcomes outcomes,
      CaseRuleChanges changes,
      CurrentActor actor) {
    this.opening = opening;
    this.quiet = quiet;
    this.recurrence = recurrence;
    this.outcomes = outcomes;
    this.changes = changes;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance rules(@QueryParam("changes") String cursor) {
    return page(null, cursor);
  }

  private TemplateInstance page(@Nullable String problem, @Nullable String cursor) {
    return Templates.rules(
        problem,
        opening.all(),
        quiet.all(),
        recurrence.all(),
        List.of(Category.values()),
        outcomes.slugs(),
        List.of(Action.values()),
        changes.page(null, cursor));
  }

  @POST
  @Path("opening")
  public RestResponse<Object> saveOpening(
      @FormParam("category") String category,
      @FormParam("reports") Integer reports,
      @FormParam("hours") Integer hours,
      @FormParam("share") String share) {
    return change(() -> opening.save(category, reports, hours, percent(share), actor.username()));
  }

  private static @Nullable Integer percent(String typed) {
    return RequestValues.number("falseShare", typed, "must be 1 to 100, or empty for everybody");
  }

  @POST
  @Path("opening/{category}/removal")
  public RestResponse<Object> removeOpening(@PathParam("category") String category) {
    return change(() -> opening.remove(category, actor.username()));
  }

  @POST
  @Path("quiet")
  public RestResponse<Object> saveQuiet(
      @FormParam("category") String category,
      @FormParam("hours") Integer hours,
      @FormParam("outcome") String outcome,
      @FormParam("untouched") boolean untouched) {
    return change(() -> quiet.save(category, hours, outcome, untouched, actor.username()));
  }

  @POST
  @Path("quiet/{category}/removal")
  public RestResponse<Object> removeQuiet(@PathParam("category") String category) {
    return change(() -> quiet.remove(category, actor.username()));
  }

  /**
   * @param hours empty for ever
   */
  @POST
  @Path("recurrence")
  public RestResponse<Object> saveRecurrence(
      @FormParam("category") String category,
      @FormParam("outcome") String outcome,
      @FormParam("hours") String hours,
      @FormParam("action") String action) {
    return change(() -> recurrence.save(category, outcome, hours(hours), action, actor.username()));
  }

  private static @Nullable Integer hours(String typed) {
    return RequestValues.number(
        "withinHours", typed, "must be a number of hours, or empty for ever");
  }

  @POST
  @Path("recurrence/{category}/{outcome}/removal")
  public RestResponse<Object> removeRecurrence(
      @PathParam("category") String category, @PathParam("outcome") String outcome) {
    return change(() -> recurrence.remove(category, outcome, actor.username()));
  }

  private RestResponse<Object> change(Runnable change) {
    return PageResponses.changed(change, "/settings/case-rules", problem -> page(problem, null));
  }
}
