package dev.demarc.countermeasures;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.countermeasures.Countermeasures.Countermeasure;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Ids;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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

/** What holds against the matter of a case. */
@Path("/api/v1/cases/{key}/countermeasures")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Countermeasures")
public class CountermeasuresResource {

  /** At most 200: not paged. */
  public record All(List<Countermeasure> items, @Nullable String next) {}

  /**
   * @param state pending, or active where it is in effect already
   */
  public record NewBody(String kind, String target, String state, String reason) {}

  public record ChangeBody(String state, String reason) {}

  private final Countermeasures countermeasures;
  private final CurrentActor actor;

  CountermeasuresResource(Countermeasures countermeasures, CurrentActor actor) {
    this.countermeasures = countermeasures;
    this.actor = actor;
  }

  @GET
  @Operation(summary = "The countermeasures of a case, with what each may become")
  public All list(@PathParam("key") String key) {
    return new All(countermeasures.of(CaseKey.require(key)), null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Asks for a countermeasure, or notes one that is in effect",
      description = "Demarc keeps it and does none of it itself.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "block",
                      value =
                          "{\"kind\": \"Outgoing traffic blocked\", \"target\": \"i-0abc\","
                              + " \"state\": \"active\", \"reason\": \"Floods others\"}")))
  public All add(@PathParam("key") String key, NewBody body) {
    var given = RequestValues.required(body);
    countermeasures.add(
        CaseKey.require(key),
        given.kind(),
        given.target(),
        given.state(),
        given.reason(),
        actor.get());
    return list(key);
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Says that one took effect, is to be taken back, or was",
      description = "pending, active, pending-removal, removed. Also on a closed case.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "removed",
                      value = "{\"state\": \"removed\", \"reason\": \"Host was rebuilt\"}")))
  public All change(@PathParam("key") String key, @PathParam("id") String id, ChangeBody body) {
    var given = RequestValues.required(body);
    countermeasures.change(
        CaseKey.require(key),
        Ids.require(id, "There is no such countermeasure on " + key + "."),
        given.state(),
        given.reason(),
        actor.get());
    return list(key);
  }
}
