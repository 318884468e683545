package dev.demarc.console.correlation;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.correlation.JoinRules;
import dev.demarc.casework.correlation.JoinRules.Rule;
import dev.demarc.casework.correlation.RuleChanges;
import dev.demarc.casework.correlation.SenderThings;
import dev.demarc.console.PageResponses;
import dev.demarc.shared.Category;
import dev.demarc.shared.Page;
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

/** Which reports join which case, and the rules for categories that differ. */
@Path("/settings/correlation")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMINISTRATOR)
public class CorrelationPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance correlation(
        @Nullable String problem,
        List<Rule> rules,
        List<String> kinds,
        List<Category> categories,
        List<SenderThings.Thing> things,
        Page<RuleChanges.Change> changes);
  }

  private final JoinRules rules;
  private static final int MOST_THINGS = 200;

  private final RuleChanges changes;
  private final SenderThings things;
  private final CurrentActor actor;

  CorrelationPages(JoinRules rules, RuleChanges changes, SenderThings things, CurrentActor actor) {
    this.rules = rules;
    this.changes = changes;
    this.things = things;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance rules(@QueryParam("changes") String cursor) {
    return page(null, cursor);
  }

  private TemplateInstance page(@Nullable String problem, @Nullable String cursor) {
    return Templates.correlation(
        problem,
        rules.all(),
        JoinRules.kinds(),
        List.of(Category.values()),
        actor.isAdministrator() ? things.list(null, MOST_THINGS) : List.of(),
        changes.page(null, cursor));
  }

  /**
   * @param window hours
   */
  @POST
  public RestResponse<Object> save(
      @FormParam("category") String category,
      @FormParam("joins") boolean joins,
      @FormParam("window") Integer window,
      @FormParam("subject") List<String> subjects) {
    return change(
        () ->
            rules.save(
                new Rule(category, joins, window == null ? 0 : window, subjects, null, null),
                actor.username()));
  }

  @POST
  @Path("{category}/removal")
  public RestResponse<Object> remove(@PathParam("category") String category) {
    return change(() -> rules.remove(category, actor.username()));
  }

  /**
   * @param own yes, no, or empty to leave it to what the reports show
   */
  @POST
  @Path("things")
  public RestResponse<Object> setOwn(
      @FormParam("sender") String sender,
      @FormParam("type") String type,
      @FormParam("value") String value,
      @FormParam("own") String own) {
    var said = own == null || own.isEmpty() ? null : Boolean.valueOf(own.equals("yes"));
    return change(() -> things.setOwn(sender, type, value, said, actor.username()));
  }

  private RestResponse<Object> change(Runnable change) {
    return PageResponses.changed(change, "/settings/correlation", problem -> page(problem, null));
  }
}
