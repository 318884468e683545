package dev.demarc.inventory.resolver;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** A desk's own systems that are asked who held an address or a name at a time. */
@Path("/api/v1/inventory/resolvers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Inventory")
public class ResolversResource {

  private static final String EXAMPLE =
      """
      {"name": "Customers", "url": "https://abuse-lookup.example.com/holder",
       "secret": "0f3c9a...32 random bytes", "networks": ["198.51.100.0/22", "2001:db8::/32"],
       "domains": ["hosting.example"], "timeoutMillis": 3000}\
      """;

  /**
   * What is set; absent members keep their value, or get their default in a new resolver.
   *
   * @param secret requests are signed with it; never told again
   * @param networks it is asked about addresses in these only
   * @param domains and about host names in these
   */
  public record ResolverBody(
      String name,
      String url,
      String secret,
      List<String> networks,
      List<String> domains,
      Integer timeoutMillis,
      Integer freshSeconds,
      Integer unknownSeconds,
      Boolean enabled,
      Integer version) {

    ResolverDefinition asNew() {
      return new ResolverDefinition(
          name,
          url,
          secret,
          networks,
          domains,
          or(timeoutMillis, ResolverDefinition.TIMEOUT),
          or(freshSeconds, ResolverDefinition.FRESH),
          or(unknownSeconds, ResolverDefinition.UNKNOWN),
          or(enabled, true));
    }

    ResolverDefinition over(Resolver known) {
      return new ResolverDefinition(
          or(name, known.name()),
          or(url, known.url()),
          secret,
          or(networks, known.networks()),
          or(domains, known.domains()),
          or(timeoutMillis, known.timeoutMillis()),
          or(freshSeconds, known.freshSeconds()),
          or(unknownSeconds, known.unknownSeconds()),
          or(enabled, known.enabled()));
    }

    private static <T> T or(T value, T otherwise) {
      return value == null ? otherwise : value;
    }
  }

  /**
   * @param at absent for now
   */
  public record TrialBody(String value, Instant at) {}

  private final Resolvers resolvers;
  private final ResolverSetup setup;
  private final CurrentActor actor;

  ResolversResource(Resolvers resolvers, ResolverSetup setup, CurrentActor actor) {
    this.resolvers = resolvers;
    this.setup = setup;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  @Operation(summary = "The resolvers, with when they last answered and what waits")
  public List<Resolver> list() {
    return resolvers.all();
  }

  @POST
  @Operation(
      summary = "Set up a resolver",
      description =
          "docs/resolver.openapi.yaml says what it answers. It is asked from jobs, about what lies"
              + " in its networks and domains only; no report waits for it. Demarc connects to it"
              + " under the rules for outgoing connections.")
  @RequestBody(
      content =
          @Content(mediaType = "application/json", examples = @ExampleObject(value = EXAMPLE)))
  public RestResponse<Resolver> add(ResolverBody body) {
    RequestValues.required(body);
    var made = resolvers.add(body.asNew(), actor.get().name());
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, made)
        .location(URI.create("/api/v1/inventory/resolvers/" + made.id()))
        .build();
  }

  @PATCH
  @Path("{id}")
  @Operation(summary = "Change a resolver; what is absent stays")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples = @ExampleObject(value = "{\"enabled\": false}")))
  public Resolver change(@PathParam("id") String id, ResolverBody body) {
    RequestValues.required(body);
    var known = resolvers.read(id(id));
    return resolvers.change(known.id(), body.over(known), body.version(), actor.get().name());
  }

  @DELETE
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Remove a resolver and what it answered")
  public RestResponse<Void> remove(@PathParam("id") String id) {
    resolvers.remove(id(id));
    return RestResponse.noContent();
  }

  @POST
  @Path("{id}/trials")
  @Operation(
      summary = "Ask a resolver now, to see that it answers",
      description = "Keeps nothing. Answers what it said and after how long, or why it failed.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples = @ExampleObject(value = "{\"value\": \"198.51.100.7\"}")))
  public ResolverSetup.Outcome tryIt(@PathParam("id") String id, TrialBody body) {
    RequestValues.required(body);
    return setup.ask(id(id), body.value(), body.at());
  }

  private static UUID id(String text) {
    return Ids.parse(text)
        .orElseThrow(() -> Problem.notFound("There is no resolver " + text + "."));
  }
}
