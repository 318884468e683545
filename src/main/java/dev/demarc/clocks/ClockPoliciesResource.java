package dev.demarc.clocks;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.clocks.ClockPolicies.PolicyEntry;
import dev.demarc.shared.Category;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import dev.demarc.shared.Severity;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** By when which work is to be acknowledged, told of and done. */
@Path("/api/v1/clock-policies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Clocks")
public class ClockPoliciesResource {

  /** At most 500: not paged. */
  public record Policies(List<PolicyEntry> items, @Nullable String next) {}

  private static final String EXAMPLE =
      """
      {"name": "Bank phishing", "position": 5, "categories": ["phishing"], "queues": ["abuse-desk"],
       "calendar": "office-hours", "pausesOn": ["customer", "reporter"],
       "targets": [
         {"measure": "acknowledge", "within": "1 h", "bySeverity": {"critical": "15 min"}},
         {"measure": "update", "within": "8 h"},
         {"measure": "resolve", "within": "16 h", "warnBefore": "25%"}],
       "escalation": [{"to": ["assignee", "queue"]}, {"after": "2 h", "to": ["lead"]}]}
      """;

  private final ClockPolicies policies;
  private final ClockSettings settings;
  private final CurrentActor actor;

  ClockPoliciesResource(ClockPolicies policies, ClockSettings settings, CurrentActor actor) {
    this.policies = policies;
    this.settings = settings;
    this.actor = actor;
  }

  @GET
  @Operation(summary = "The policies, in the order in which they are tried")
  public Policies list() {
    return new Policies(policies.all(), null);
  }

  @GET
  @Path("{slug}")
  @Operation(summary = "One policy, with the version that the next change is made against")
  public PolicyEntry get(@PathParam("slug") String slug) {
    return policies.get(slug);
  }

  @PUT
  @Path("{slug}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "Makes or changes a policy",
      description =
          "Work that begins from now on goes by it; clocks that run go on under what they began"
              + " with. A policy with mistakes changes nothing, and each is named.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "policy", value = EXAMPLE)))
  public PolicyEntry save(
      @PathParam("slug") String slug, @QueryParam("version") String version, ClockPolicy body) {
    var p = RequestValues.required(body);
    policies.save(
        new ClockPolicy(
            slug,
            p.name(),
            p.enabled(),
            p.position(),
            p.parallel(),
            p.starts(),
            p.queues(),
            p.categories(),
            p.severities(),
            p.sides(),
            p.calendar(),
            p.pausesOn(),
            p.targets(),
            p.escalation()),
        version(version),
        actor.username());
    return policies.get(slug);
  }

  static @Nullable Integer version(String text) {
    return RequestValues.version(text, "must be the number that it was read with");
  }

  @DELETE
  @Path("{slug}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(summary = "Removes a policy; its clocks that run go on")
  public RestResponse<Void> remove(
      @PathParam("slug") String slug, @QueryParam("version") String version) {
    policies.remove(slug, version(version), actor.username());
    return RestResponse.noContent();
  }

  @GET
  @Path("choice")
  @Operation(
      summary = "Which policy takes some work, and by when it has to be done",
      description = "With the policies before it and why they do not apply.")
  public ClockPolicies.Choice choice(
      @QueryParam("queue") String queue,
      @QueryParam("side") String side,
      @QueryParam("category") String category,
      @QueryParam("severity") String severity) {
    return policies.choice(
        queue,
        side,
        Category.of(category)
            .orElseThrow(() -> Problem.invalid("category", "must be the slug of a category")),
        Severity.of(severity)
            .orElseThrow(
                () -> Problem.invalid("severity", "must be low, medium, high or critical")));
  }

  @GET
  @Path("changes")
  @Operation(summary = "Who changed which policy or calendar from what to what, the newest first")
  public Page<ClockSettings.Change> changes(
      @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
    return settings.changes(Page.parseLimit(limit), cursor);
  }
}
