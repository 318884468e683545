package dev.demarc.casework.correlation;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.correlation.JoinRules.Rule;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The rules by which reports join cases. */
@Path("/api/v1/correlation-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Cases")
public class CorrelationResource {

  /** As many as there are categories at most: not paged. */
  public record All(List<Rule> items, @Nullable String next) {}

  /**
   * @param subjects external-id, resource, address, site, account, control, thread
   */
  public record RuleBody(Boolean joins, Integer windowHours, List<String> subjects) {}

  private final JoinRules rules;
  private final RuleChanges changes;
  private final CurrentActor actor;

  CorrelationResource(JoinRules rules, RuleChanges changes, CurrentActor actor) {
    this.rules = rules;
    this.changes = changes;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  public All list() {
    return new All(rules.all(), null);
  }

  /**
   * @param category a category's slug, or {@code all}
   */
  @PUT
  @Path("{category}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMINISTRATOR)
  public All save(@PathParam("category") String category, RuleBody body) {
    if (body == null || body.joins() == null || body.windowHours() == null) {
      throw Problem.invalid("joins", "joins and windowHours are needed");
    }
    var subjects = body.subjects() == null ? JoinRules.kinds() : body.subjects();
    rules.save(
        new Rule(category, body.joins(), body.windowHours(), subjects, null, null),
        actor.username());
    return list();
  }

  /** The category follows the rule for all again. */
  @DELETE
  @Path("{category}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public All remove(@PathParam("category") String category) {
    rules.remove(category, actor.username());
    return list();
  }

  /** Who changed which rule from what to what, the newest first. */
  @GET
  @Path("changes")
  @RolesAllowed(Roles.ANALYST)
  public Page<RuleChanges.Change> changes(
      @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
    return changes.page(Page.parseLimit(limit), cursor);
  }
}
