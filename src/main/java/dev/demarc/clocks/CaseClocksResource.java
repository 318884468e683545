package dev.demarc.clocks;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.clocks.CaseTimes.CaseClocksView;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The clocks of one case. */
@Path("/api/v1/cases/{key}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Clocks")
public class CaseClocksResource {

  /**
   * @param at since when the desk knows
   */
  public record AwarenessBody(String at, String reason, Integer version) {}

  /**
   * @param until the time that was asked for
   */
  public record ExtensionBody(String until, String reason) {}

  /**
   * @param reason what was done, and where; may be absent
   */
  public record CompletionBody(String reason) {}

  private final CaseTimes times;
  private final CaseClockChanges changes;
  private final CurrentActor actor;

  CaseClocksResource(CaseTimes times, CaseClockChanges changes, CurrentActor actor) {
    this.times = times;
    this.changes = changes;
    this.actor = actor;
  }

  @GET
  @Path("clocks")
  @Operation(
      summary = "The clocks of a case",
      description =
          "Those that run or stand still, with why; those that ended; and how long each part took"
              + " beside what its policy promises.")
  public CaseClocksView list(@PathParam("key") String key) {
    return times.of(CaseKey.require(key));
  }

  @POST
  @Path("clocks/{id}/completion")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Ends a clock by hand",
      description =
          "For an answer that was given, or a notice that was sent, outside of Demarc. Clocks of a"
              + " part end with it.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "sent",
                      value = "{\"reason\": \"Sent by the CSIRT's form, reference 4711\"}")))
  public CaseClocksView complete(
      @PathParam("key") String key, @PathParam("id") String id, CompletionBody body) {
    changes.stop(
        CaseKey.require(key),
        Ids.require(id, "There is no such clock on " + key + "."),
        body == null ? null : body.reason(),
        actor.get());
    return times.of(CaseKey.require(key));
  }

  @PUT
  @Path("awareness")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Records since when the desk knows",
      description =
          "Starts the clocks of the parallel policies that run from there, such as the EU's NIS2;"
              + " recorded again, it corrects them.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "aware",
                      value =
                          "{\"at\": \"2026-11-27T14:00:00Z\", \"reason\": \"The customer"
                              + " called\"}")))
  public CaseClocksView aware(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, AwarenessBody body) {
    var given = RequestValues.required(body);
    changes.aware(
        CaseKey.require(key),
        time("at", given.at()),
        given.reason(),
        ExpectedVersion.of(given.version(), ifMatch),
        actor.get());
    return times.of(CaseKey.require(key));
  }

  @PUT
  @Path("extension-request")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Notes that the source was asked for more time",
      description =
          "The clock runs on. Where the source grants it, set dueAt of the work item; where it does"
              + " not, DELETE the request.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "asked",
                      value = "{\"until\": \"2026-11-29T14:00:00Z\", \"reason\": \"Weekend\"}")))
  public CaseClocksView ask(@PathParam("key") String key, ExtensionBody body) {
    var given = RequestValues.required(body);
    changes.askExtension(
        CaseKey.require(key), time("until", given.until()), given.reason(), actor.get());
    return times.of(CaseKey.require(key));
  }

  @DELETE
  @Path("extension-request")
  @Operation(summary = "Notes that the time that was asked for is not granted")
  public CaseClocksView refused(@PathParam("key") String key, @QueryParam("reason") String reason) {
    changes.refuseExtension(CaseKey.require(key), reason, actor.get());
    return times.of(CaseKey.require(key));
  }

  private static Instant time(String field, String text) {
    try {
      return OffsetDateTime.parse(text == null ? "" : text.trim()).toInstant();
    } catch (DateTimeException e) {
      throw Problem.invalid(field, "must be a time with its offset, such as 2026-11-27T14:00:00Z");
    }
  }
}
