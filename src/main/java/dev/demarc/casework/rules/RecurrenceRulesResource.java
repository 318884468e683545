package dev.demarc.casework.rules;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What becomes of reports about the matter of closed cases. */
@Path("/api/v1/recurrence-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules for cases")
public class RecurrenceRulesResource {

  /** As many as there are categories and outcomes at most: not paged. */
  public record All(List<RecurrenceRule> items, @Nullable String next) {}

  /**
   * @param withinHours since the case was closed; null for ever
   * @param action take, reopen or follow
   */
  public record RuleBody(Integer withinHours, String action) {}

  private final RecurrenceRules rules;
  private final CaseRuleChanges changes;
  private final CurrentActor actor;

  RecurrenceRulesResource(RecurrenceRules rules, CaseRuleChanges changes, CurrentActor actor) {
    this.rules = rules;
    this.changes = changes;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  @Operation(
      summary = "Lists what becomes of reports about the matter of closed cases",
      description = "Without a rule they open a case that follows the closed one.")
  public All list() {
    return new All(rules.all(), null);
  }

  @PUT
  @Path("{category}/{outcome}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "Sets what becomes of reports about closed cases of a category and outcome",
      description =
          "Either may be all; the rule that says more exactly what it is for holds. take: the case"
              + " takes the report and stays closed, unless the report says that it is worse;"
              + " reopen: the case opens again; follow: a new case follows. Past withinHours a new"
              + " case follows.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "false reports that come again",
                      value = "{\"withinHours\": 720, \"action\": \"take\"}")))
  public All save(
      @PathParam("category") String category, @PathParam("outcome") String outcome, RuleBody body) {
    if (body == null) {
      throw Problem.invalid("action", "must be take, reopen or follow");
    }
    rules.save(category, outcome, body.withinHours(), body.action(), actor.username());
    return list();
  }

  @DELETE
  @Path("{category}/{outcome}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "Takes a rule away",
      description = "A less exact one holds then; where there is none, a new case follows.")
  public All remove(@PathParam("category") String category, @PathParam("outcome") String outcome) {
    rules.remove(category, outcome, actor.username());
    return list();
  }

  @GET
  @Path("changes")
  @RolesAllowed(Roles.ANALYST)
  @Operation(
      summary = "Lists who changed rules for how cases end and come back, and how",
      description = "The newest first; those for quiet cases, too.")
  public Page<CaseRuleChanges.Change> changes(
      @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
    return changes.page(Page.parseLimit(limit), cursor);
  }
}
