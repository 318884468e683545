package dev.demarc.inventory;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Accounts, address ranges and resources, and who answers for them. */
@Path("/api/v1/inventory")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Inventory")
public class InventoryResource {

  /**
   * @param kind {@code account}, {@code range}, {@code resource}, {@code pattern} or {@code tag};
   *     absent where the value tells
   * @param owner absent where it follows from the tags or the account
   * @param resource the ARN or instance id of what a range or a name belongs to
   */
  public record EntryBody(
      String kind,
      String value,
      String owner,
      String contact,
      String accountId,
      String service,
      String region,
      String resource,
      Instant validFrom,
      Instant validUntil,
      String alias,
      List<String> contacts,
      String environment,
      String criticality,
      List<String> tags) {

    NewEntry entry() {
      var isOfAccount = "account".equalsIgnoreCase(kind) || accountId != null;
      if ((owner == null || owner.isBlank()) && !isOfAccount && (tags == null || tags.isEmpty())) {
        throw Problem.invalid("owner", "is needed, or an account or tags that it follows from");
      }
      return new NewEntry(
          kind == null
              ? null
              : Kind.of(kind)
                  .orElseThrow(
                      () ->
                          Problem.invalid(
                              "kind", "must be account, range, resource, pattern or tag")),
          value,
          owner,
          contact,
          accountId,
          service,
          region,
          resource,
          validFrom,
          validUntil,
          new Traits(alias, contacts, environment, criticality, tags));
    }
  }

  private final Inventory inventory;
  private final CurrentActor actor;
  private final Clock clock;

  InventoryResource(Inventory inventory, CurrentActor actor, Clock clock) {
    this.inventory = inventory;
    this.actor = actor;
    this.clock = clock;
  }

  @GET
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  public Page<InventoryEntry> list(
      @QueryParam("q") String q,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return inventory.list(q, Page.parseLimit(limit), cursor);
  }

  /** Registers one; again with the same value, it is changed. */
  @POST
  @Operation(
      summary = "Register an account, a range, a resource, a pattern of ARNs or a tag",
      description =
          "Again with the same value and begin, it is changed. An entry without an owner has that"
              + " of its tag, else of its account.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples =
                  @ExampleObject(
                      value =
                          "{\"value\": \"198.51.100.0/24\", \"owner\": \"Shop team\", \"contact\":"
                              + " \"shop@example.com\", \"accountId\": \"123456789012\","
                              + " \"environment\": \"production\", \"criticality\": \"high\","
                              + " \"tags\": [\"team=shop\"], \"validFrom\":"
                              + " \"2026-06-01T00:00:00Z\"}")))
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<Void> save(EntryBody body) {
    RequestValues.required(body);
    inventory.save(List.of(body.entry()), actor.get().name());
    return RestResponse.noContent();
  }

  @DELETE
  @Path("{id}")
  public RestResponse<Void> remove(@PathParam("id") String id) {
    inventory.remove(Ids.require(id, "There is no entry " + id + " in the inventory."));
    return RestResponse.noContent();
  }

  /**
   * Who holds this?
   *
   * @param at the time of the event; absent for now
   */
  @GET
  @Path("holders")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  public List<Holding> holders(@QueryParam("value") String value, @QueryParam("at") String at) {
    if (value == null || value.isBlank()) {
      throw Problem.invalid("value", "an address, account, ARN, instance id, bucket or host name");
    }
    return inventory.holdersOf(value, time(at));
  }

  private Instant time(String text) {
    try {
      var at = text == null || text.isBlank() ? clock.instant() : Instant.parse(text);
      if (DatabaseTimes.has(at)) {
        return at;
      }
    } catch (DateTimeParseException e) {
      // is told below, as is a time that can be read but that no calendar has
    }
    throw Problem.invalid("at", "must be a time such as 2026-11-20T10:15:00Z");
  }
}
