package dev.demarc.casework.api;

import dev.demarc.access.Roles;
import dev.demarc.casework.presence.Present;
import dev.demarc.casework.views.Onlookers;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who else has a case before them. */
@Path("/api/v1/cases/{key}/presence")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class PresenceResource {

  /** Whether they write something just now. */
  public record PresenceBody(boolean typing) {}

  private final Onlookers onlookers;

  PresenceResource(Onlookers onlookers) {
    this.onlookers = onlookers;
  }

  @GET
  @Operation(
      summary = "Who else has a case before them",
      description = "Within the last 40 seconds; typing says who wrote within the last 20.")
  public Page<Present> others(@PathParam("key") String key) {
    return new Page<>(onlookers.of(CaseKey.require(key)), null);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Says that you have a case before you",
      description =
          "Repeat it every 15 seconds while it is shown, with typing while something is written."
              + " It locks nothing, is on no timeline, and answers who else is there.")
  public Page<Present> join(@PathParam("key") String key, PresenceBody body) {
    return new Page<>(onlookers.join(CaseKey.require(key), body != null && body.typing()), null);
  }
}
