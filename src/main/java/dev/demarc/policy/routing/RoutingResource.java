package dev.demarc.policy.routing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.routing.RoutingVersions;
import dev.demarc.routing.RuleHits;
import dev.demarc.routing.RulesVersion;
import dev.demarc.routing.StoredRule;
import dev.demarc.routing.rules.Gives;
import dev.demarc.routing.rules.Priority;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import dev.demarc.shared.SettingsTimeline;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Versions of the routing rules: drafts, the one in force, and its history. */
@Path("/api/v1/routing/versions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Routing")
public class RoutingResource {

  private static final String DRAFT =
      """
      {"name": "Production first", "rules": [
        {"name": "spam of production", "when": "category:spam env:production severity:>=high",
         "gives": {"queue": "customer-security", "priority": "urgent", "watchers": ["owner"]},
         "goesOn": false}],
       "otherwise": {"queue": "abuse-desk"}}\
      """;

  /**
   * @param priority {@code urgent}, {@code high}, {@code normal} or {@code low}
   */
  public record GivesBody(
      String queue,
      String priority,
      String clockPolicy,
      String playbook,
      String template,
      List<String> watchers) {

    Gives gives(String field) {
      return new Gives(
          queue,
          priority == null || priority.isBlank()
              ? null
              : Priority.of(priority)
                  .orElseThrow(
                      () ->
                          Problem.invalid(
                              field + ".priority", "must be urgent, high, normal or low")),
          clockPolicy,
          playbook,
          template,
          watchers == null ? List.of() : watchers.stream().map(w -> w == null ? "" : w).toList());
    }
  }

  /**
   * @param when conditions, as {@code category:spam severity:>=high}; absent where it holds always
   * @param goesOn whether the rules behind it are asked as well
   */
  public record RuleBody(String name, String when, GivesBody gives, boolean goesOn) {}

  /**
   * What is absent stays as it is.
   *
   * @param from the version that a new draft starts from; absent for the one in force
   * @param rules all rules, in order
   * @param otherwise what is given where no rule takes the work
   * @param version of the draft that is edited, as it was read
   */
  public record DraftBody(
      String name, String from, List<RuleBody> rules, GivesBody otherwise, Integer version) {

    RoutingVersions.Wanted wanted() {
      return new RoutingVersions.Wanted(
          name,
          rules == null ? null : stored(),
          otherwise == null ? null : otherwise.gives("otherwise"));
    }

    private List<StoredRule> stored() {
      var kept = new java.util.ArrayList<StoredRule>();
      for (int i = 0; i < rules.size(); i++) {
        var rule = rules.get(i);
        kept.add(
            rule == null
                ? null
                : new StoredRule(
                    rule.name(),
                    rule.when(),
                    rule.gives() == null
                        ? Gives.NOTHING
                        : rule.gives().gives("rules[" + i + "].gives"),
                    rule.goesOn()));
      }
      return kept;
    }
  }

  /**
   * @param unseen whether it may go in force without a replay
   */
  public record ActivationBody(String reason, boolean unseen, Integer version) {}

  /**
   * @param hits how much work each rule took within 30 days, by its name
   */
  public record InForce(@JsonUnwrapped RulesVersion rules, Map<String, Long> hits) {}

  private final RoutingVersions versions;
  private final RuleHits hits;
  private final CurrentActor actor;

  RoutingResource(RoutingVersions versions, RuleHits hits, CurrentActor actor) {
    this.versions = versions;
    this.hits = hits;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  @Operation(summary = "All versions of the rules, newest first")
  public Page<RulesVersion> list(
      @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
    return versions.list(Page.parseLimit(limit), cursor);
  }

  @GET
  @Path("in-force")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  @Operation(summary = "The rules in force, with how much work each took within 30 days")
  public InForce inForce() {
    return new InForce(versions.inForce(), hits.ofLastDays());
  }

  @GET
  @Path("changes")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  @Operation(summary = "What was done to rules, queues and who works them, newest first")
  public List<SettingsTimeline.Event> changes() {
    return versions.changes();
  }

  @POST
  @Operation(
      summary = "Start a draft",
      description =
          "A draft starts from the version in force, or from the one named in from. Rules that"
              + " cannot work are refused, each with its place and what to do: a condition that is"
              + " none, a queue that is not there, conditions that exclude each other, and a rule"
              + " that another one before it leaves nothing to.")
  @RequestBody(
      content = @Content(mediaType = "application/json", examples = @ExampleObject(value = DRAFT)))
  public RestResponse<RulesVersion> draft(DraftBody body) {
    RequestValues.required(body);
    var from = body.from() == null ? null : id(body.from());
    var made = versions.draft(from, body.wanted(), actor.get());
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, made)
        .location(URI.create("/api/v1/routing/versions/" + made.id()))
        .build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  @Operation(summary = "One version of the rules")
  public RulesVersion read(@PathParam("id") String id) {
    return versions.read(id(id));
  }

  @PUT
  @Path("{id}")
  @Operation(summary = "Change a draft")
  @RequestBody(
      content = @Content(mediaType = "application/json", examples = @ExampleObject(value = DRAFT)))
  public RulesVersion edit(@PathParam("id") String id, DraftBody body) {
    RequestValues.required(body);
    return versions.edit(id(id), body.wanted(), body.version());
  }

  @DELETE
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Throw a draft away")
  public RestResponse<Void> discard(
      @PathParam("id") String id, @QueryParam("version") Integer version) {
    versions.discard(id(id), version, actor.get());
    return RestResponse.noContent();
  }

  @POST
  @Path("{id}/activation")
  @Operation(
      summary = "Put a draft in force",
      description =
          "It must have been replayed over past cases as it is now, unless unseen is true. Work"
              + " that is routed stays where it is; what comes next goes by the new rules.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples =
                  @ExampleObject(
                      value = "{\"reason\": \"Agreed with both teams\", \"version\": 3}")))
  public RulesVersion activate(@PathParam("id") String id, ActivationBody body) {
    RequestValues.required(body);
    return versions.activate(id(id), body.reason(), body.unseen(), body.version(), actor.get());
  }

  @DELETE
  @Path("in-force")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Put back the version that was in force before")
  public RulesVersion undo(@QueryParam("reason") String reason) {
    return versions.undo(reason, actor.get());
  }

  static UUID id(String text) {
    return Ids.parse(text)
        .orElseThrow(
            () -> Problem.notFound("There is no version " + text + " of the routing rules."));
  }
}
