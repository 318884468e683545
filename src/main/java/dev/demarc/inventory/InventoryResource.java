package dev.demarc.inventory;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.shared.Holding;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
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
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Accounts, address ranges and resources, and who answers for them. */
@Path("/api/v1/inventory")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Inventory")
public class InventoryResource {

  /**
   * @param kind {@code account}, {@code range} or {@code resource}; absent where the value tells
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
      Instant validUntil) {

    NewEntry entry() {
      return new NewEntry(
          kind == null
              ? null
              : Kind.of(kind)
                  .orElseThrow(() -> Problem.invalid("kind", "must be account, range or resource")),
          value,
          owner,
          contact,
          accountId,
          service,
          region,
          resource,
          validFrom,
          validUntil);
    }
  }

  private final Inventory inventory;
  private final CsvImport csv;
  private final CurrentActor actor;
  private final Clock clock;

  InventoryResource(Inventory inventory, CsvImport csv, CurrentActor actor, Clock clock) {
    this.inventory = inventory;
    this.csv = csv;
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
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<Void> keep(EntryBody body) {
    if (body == null) {
      throw Problem.invalid("body", "a JSON object is needed");
    }
    inventory.keep(List.of(body.entry()), actor.get().name());
    return RestResponse.noContent();
  }

  @POST
  @Path("imports")
  @Consumes("text/csv")
  public CsvImport.Result take(InputStream body) {
    return csv.take(new InputStreamReader(body, StandardCharsets.UTF_8), actor.get().name());
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
      if (Calendar.has(at)) {
        return at;
      }
    } catch (DateTimeParseException e) {
      // is told below, as is a time that can be read but that no calendar has
    }
    throw Problem.invalid("at", "must be a time such as 2026-11-20T10:15:00Z");
  }
}
