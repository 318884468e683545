package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.lifecycle.Snoozes;
import dev.demarc.console.queue.SnoozeLength;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Takes a case out of sight for a while, and back. */
@Path("/cases/{key}/snooze")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class SnoozePages {

  private final CasePages pages;
  private final Snoozes snoozes;
  private final CurrentActor actor;
  private final Clock clock;

  SnoozePages(CasePages pages, Snoozes snoozes, CurrentActor actor, Clock clock) {
    this.pages = pages;
    this.snoozes = snoozes;
    this.actor = actor;
    this.clock = clock;
  }

  /**
   * @param length the slug of a {@link SnoozeLength}; null for what {@code until} and {@code
   *     moreThan} say
   */
  @POST
  public RestResponse<Object> begin(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("length") String length,
      @FormParam("until") String until,
      @FormParam("moreThan") String moreThan,
      @FormParam("reason") String reason) {
    return pages.change(
        key,
        TypedForm.into("snooze")
            .with("until", until)
            .with("moreThan", moreThan)
            .with("reason", reason),
        () -> {
          snoozes.begin(
              CasePages.key(key),
              length == null
                  ? new Snoozes.Snooze(TypedTime.orNull("until", until), number(moreThan), reason)
                  : SnoozeLength.of(length).from(clock.instant()),
              ExpectedVersion.of(version, null),
              actor.get());
          return key;
        });
  }

  private static @Nullable Integer number(String typed) {
    return RequestValues.number("moreThan", typed, "must be a number of reports");
  }

  @POST
  @Path("end")
  public RestResponse<Object> end(
      @PathParam("key") String key, @FormParam("version") Integer version) {
    return pages.change(
        key,
        TypedForm.NOTHING,
        () -> {
          snoozes.end(CasePages.key(key), ExpectedVersion.of(version, null), actor.get());
          return key;
        });
  }
}
