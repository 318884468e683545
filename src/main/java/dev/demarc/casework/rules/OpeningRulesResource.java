package dev.demarc.casework.rules;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** From how many reports on a case opens. */
@Path("/api/v1/opening-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules for cases")
public class OpeningRulesResource {

  /** As many as there are categories at most: not paged. */
  public record All(List<OpeningRule> items, @Nullable String next) {}

  /**
   * @param falseShare per cent; the rule holds only for those of whose settled reports so many were
   *     false; for everybody where it is left out
   */
  public record RuleBody(Integer reports, Integer withinHours, Integer falseShare) {}

  private final OpeningRules rules;
  private final CurrentActor actor;

  OpeningRulesResource(OpeningRules rules, CurrentActor actor) {
    this.rules = rules;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  @Operation(
      summary = "Lists from how many reports on a case opens",
      description = "Without a rule, the first report opens one.")
  public All list() {
    return new All(rules.all(), null);
  }

  @PUT
  @Path("{category}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "Sets from how many reports on a category's cases open",
      description =
          "The category is a slug, or all for those without a rule of their own. Fewer reports about"
              + " one thing within the time wait, see waiting reports; the one that makes them enough"
              + " opens the case, and those that waited join it. With falseShare it is asked of those"
              + " only of whose reports so many per cent were false. Critical reports, child abuse, what"
              + " somebody here types, what names nothing to count by, and what follows a closed case"
              + " never wait.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "three within a day",
                      value = "{\"reports\": 3, \"withinHours\": 24, \"falseShare\": 80}")))
  public All save(@PathParam("category") String category, RuleBody body) {
    if (body == null) {
      throw Problem.invalid("reports", "reports and withinHours are needed");
    }
    rules.save(category, body.reports(), body.withinHours(), body.falseShare(), actor.username());
    return list();
  }

  @DELETE
  @Path("{category}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "Takes a category's rule away",
      description =
          "The category follows the rule for all then, where there is one. What waits goes on"
              + " waiting until its number is full or somebody opens a case for it.")
  public All remove(@PathParam("category") String category) {
    rules.remove(category, actor.username());
    return list();
  }
}
