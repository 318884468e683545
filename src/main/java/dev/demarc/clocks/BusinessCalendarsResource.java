package dev.demarc.clocks;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.clocks.BusinessCalendars.CalendarEntry;
import dev.demarc.clocks.BusinessCalendars.TryOut;
import dev.demarc.clocks.calendar.BusinessCalendar;
import dev.demarc.shared.RequestValues;
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

/** Business hours that clocks may count by. */
@Path("/api/v1/business-calendars")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Clocks")
public class BusinessCalendarsResource {

  /** At most 500: not paged. */
  public record Calendars(List<CalendarEntry> items, @Nullable String next) {}

  private static final String EXAMPLE =
      """
      {"name": "Berlin office", "zone": "Europe/Berlin",
       "hours": {"monday": ["09:00-12:30", "13:30-18:00"], "friday": ["09:00-15:00"]},
       "holidays": [{"date": "2027-03-26", "name": "Good Friday"}, {"date": "12-25"}]}
      """;

  private final BusinessCalendars calendars;
  private final CurrentActor actor;

  BusinessCalendarsResource(BusinessCalendars calendars, CurrentActor actor) {
    this.calendars = calendars;
    this.actor = actor;
  }

  @GET
  @Operation(summary = "The calendars of business hours")
  public Calendars list() {
    return new Calendars(calendars.all(), null);
  }

  @GET
  @Path("{slug}")
  @Operation(summary = "One calendar, with the version that the next change is made against")
  public CalendarEntry get(@PathParam("slug") String slug) {
    return calendars.get(slug);
  }

  @PUT
  @Path("{slug}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(
      summary = "Makes or changes a calendar",
      description =
          "A date such as 12-25 is free every year. A calendar with mistakes changes nothing, and"
              + " each is named. Clocks that run keep the end that they have.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "calendar", value = EXAMPLE)))
  public CalendarEntry save(
      @PathParam("slug") String slug,
      @QueryParam("version") String version,
      BusinessCalendar body) {
    var c = RequestValues.required(body);
    calendars.save(
        new BusinessCalendar(slug, c.name(), c.zone(), c.hours(), c.holidays()),
        ClockPoliciesResource.version(version),
        actor.username());
    return calendars.get(slug);
  }

  @DELETE
  @Path("{slug}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Operation(summary = "Removes a calendar that no policy goes by")
  public RestResponse<Void> remove(
      @PathParam("slug") String slug, @QueryParam("version") String version) {
    calendars.remove(slug, ClockPoliciesResource.version(version), actor.username());
    return RestResponse.noContent();
  }

  /**
   * @param from a time with its offset, or one as a clock on the wall there shows it: {@code
   *     2026-11-27T16:00}
   * @param length {@code 8 h} or {@code PT8H}
   */
  @GET
  @Path("{slug}/end")
  @Operation(summary = "Tries a calendar: when so many hours end that begin then")
  public TryOut end(
      @PathParam("slug") String slug,
      @QueryParam("from") String from,
      @QueryParam("length") String length) {
    return BusinessCalendars.tryOut(calendars.get(slug).calendar(), from, length);
  }
}
