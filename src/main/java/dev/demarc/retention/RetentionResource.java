package dev.demarc.retention;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.retention.Retention.Rule;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How long what may be erased is kept. */
@Path("/api/v1/retention")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
@Tag(name = "Retention")
public class RetentionResource {

  /** A few: not paged. */
  public record RetentionPeriods(List<RetentionPeriod> items, @Nullable String next) {}

  /**
   * @param erases what of it goes
   * @param days that it is kept; null for ever
   * @param changedBy null where nobody chose
   */
  public record RetentionPeriod(
      String kind,
      String name,
      String erases,
      int shortest,
      int longest,
      boolean mayBeForEver,
      @Nullable Integer days,
      @Nullable Instant changedAt,
      @Nullable String changedBy) {

    static RetentionPeriod of(Rule rule) {
      var kind = rule.kind();
      return new RetentionPeriod(
          kind.slug(),
          kind.name(),
          kind.what(),
          kind.shortest(),
          kind.longest(),
          kind.delivered() == null,
          rule.days(),
          rule.changedAt(),
          rule.changedBy());
    }
  }

  /**
   * @param days null for ever
   * @param erases so many within six hours
   */
  public record RetentionEffect(@Nullable Integer days, long erases) {}

  /**
   * @param days left out for ever
   */
  public record PeriodBody(@Nullable Integer days) {}

  private final Retention retention;
  private final CurrentActor actor;

  RetentionResource(Retention retention, CurrentActor actor) {
    this.retention = retention;
    this.actor = actor;
  }

  @GET
  @Operation(
      summary = "How long each kind of data is kept that may be erased",
      description =
          "Cases, their timelines, reports and the audit log are none of these: nothing erases"
              + " them by age.")
  public RetentionPeriods list() {
    return new RetentionPeriods(retention.all().stream().map(RetentionPeriod::of).toList(), null);
  }

  @GET
  @Path("{kind}/effect")
  @Operation(
      summary = "What keeping a kind for so long would erase",
      description = "Without days: for ever. Changes nothing.")
  public RetentionEffect effect(@PathParam("kind") String kind, @QueryParam("days") String days) {
    var effect = retention.effect(kind, days);
    return new RetentionEffect(effect.days(), effect.erases());
  }

  @PUT
  @Path("{kind}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "Chooses how long a kind is kept",
      description =
          "Erasing begins within six hours and cannot be taken back; until then the choice can be"
              + " changed. Ask for its effect before.")
  @RequestBody(
      content = @Content(examples = @ExampleObject(name = "a year", value = "{\"days\": 365}")))
  public RetentionPeriod change(@PathParam("kind") String kind, PeriodBody body) {
    RequestValues.required(body);
    var days = body.days() == null ? "" : body.days().toString();
    return RetentionPeriod.of(retention.change(kind, days, actor.get()));
  }
}
