package dev.demarc.casework.outcomes;

import dev.demarc.access.Roles;
import dev.demarc.casework.outcomes.OutcomeEntry.Reason;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
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

/** The desk's table of outcomes. */
@Path("/api/v1/outcomes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Settings")
public class OutcomesResource {

  private static final String EXAMPLE =
      "{\"name\": \"Handed to the police\", \"tellsReporter\": true, \"words\": \"Thank you for"
          + " your report. {case} is with the police now.\", \"reasons\": []}";

  /**
   * @param offered null for true
   * @param reasons one of which must be given; null for none
   */
  public record OutcomeBody(
      String name, Boolean offered, boolean tellsReporter, String words, List<Reason> reasons) {}

  private final Outcomes outcomes;

  OutcomesResource(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  @Operation(
      summary = "How cases can end",
      description =
          "In the order in which they are offered, with whether those who reported are told and in"
              + " which words, and the reasons of which one must be given.")
  public Page<OutcomeEntry> list() {
    return new Page<>(outcomes.all(), null);
  }

  @PUT
  @Path("{slug}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Adds an outcome of the desk's own, or changes one",
      description =
          "In words, {case} stands for the case's key and {reason} for the words of the reason.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "own", value = EXAMPLE)))
  public OutcomeEntry save(@PathParam("slug") String slug, OutcomeBody body) {
    RequestValues.required(body);
    var named =
        Outcome.of(slug)
            .filter(o -> o.slug().equals(slug))
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "slug",
                        "must be lower-case letters, digits and hyphens, at most 40, and none of"
                            + " the older words (resolved, no-action-needed, false-positive,"
                            + " handed-over)"));
    return outcomes.save(
        named.slug(),
        new OutcomeWish(
            body.name(),
            body.offered() == null || body.offered(),
            body.tellsReporter(),
            body.words(),
            body.reasons()));
  }

  @DELETE
  @Path("{slug}")
  @Operation(
      summary = "Removes an outcome of the desk's own",
      description =
          "409 where a case ended so, or every desk has it: set offered to false instead.")
  public void remove(@PathParam("slug") String slug) {
    outcomes.remove(slug);
  }
}
