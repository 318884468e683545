package dev.demarc.casework.correlation;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.correlation.SenderThings.Thing;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is taken for a sender's own because it recurs in its mails, and what people say of it. */
@Path("/api/v1/sender-things")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Cases")
public class SenderThingsResource {

  static final int AT_MOST = 500;

  /** The first 500, by sender: not paged. */
  public record Things(List<Thing> items, @Nullable String next) {}

  /**
   * @param type domain, email or url
   * @param own null to leave it to what the reports show
   */
  public record Said(String sender, String type, String value, Boolean own) {}

  private final SenderThings things;
  private final CurrentActor actor;

  SenderThingsResource(SenderThings things, CurrentActor actor) {
    this.things = things;
    this.actor = actor;
  }

  /**
   * @param sender an address that mails are from; null for all
   */
  @GET
  public Things list(@QueryParam("sender") String sender) {
    return new Things(things.list(sender, AT_MOST), null);
  }

  /** Counts for reports that come from now on. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Things setOwn(Said said) {
    if (said == null) {
      throw Problem.invalid("sender", "sender, type and value are needed");
    }
    things.setOwn(said.sender(), said.type(), said.value(), said.own(), actor.username());
    return list(said.sender());
  }
}
