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

/** When quiet cases close by themselves. */
@Path("/api/v1/quiet-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules for cases")
public class QuietRulesResource {

  /** As many as there are categories at most: not paged. */
  public record All(List<QuietRule> items, @Nullable String next) {}

  /**
   * @param untouched also cases that nobody has begun to work on; false where it is left out
   */
  public record RuleBody(Integer afterHours, String outcome, Boolean untouched) {}

  private final QuietRules rules;
  private final CurrentActor actor;

  QuietRulesResource(QuietRules rules, CurrentActor actor) {
    this.rules = rules;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  @Operation(
      summary = "Lists after what time quiet cases close by themselves",
      description = "Without a rule, none does.")
  public All list() {
    return new All(rules.all(), null);
  }

  @PUT
  @Path("{category}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "Sets after what time a category's quiet cases close by themselves",
      description =
          "The category is a slug, or all for those without a rule of their own. A case is quiet"
              + " while no report joins it and nobody changes it. One whose source wants an answer,"
              + " that somebody wrote to without an answer, that waits, or that is snoozed never"
              + " closes by itself.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "a week of quiet",
                      value =
                          "{\"afterHours\": 168, \"outcome\": \"no-action\", \"untouched\":"
                              + " false}")))
  public All save(@PathParam("category") String category, RuleBody body) {
    if (body == null) {
      throw Problem.invalid("afterHours", "afterHours and outcome are needed");
    }
    rules.save(
        category,
        body.afterHours(),
        body.outcome(),
        Boolean.TRUE.equals(body.untouched()),
        actor.username());
    return list();
  }

  @DELETE
  @Path("{category}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "Takes a category's rule away",
      description = "The category follows the rule for all then, where there is one.")
  public All remove(@PathParam("category") String category) {
    rules.remove(category, actor.username());
    return list();
  }
}
