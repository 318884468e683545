package dev.demarc.notification;

import dev.demarc.notification.relay.MailStatus;
import dev.demarc.notification.relay.SentMail;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Every mail that went out, is under way, is held or failed. */
@Path("/api/v1/outbox")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("analyst")
@Tag(name = "Outbox")
public class OutboxResource {

  private final Outbox outbox;

  OutboxResource(Outbox outbox) {
    this.outbox = outbox;
  }

  @GET
  public Page<SentMail> list(
      @QueryParam("status") String status,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return outbox.list(status(status), Page.parseLimit(limit), cursor);
  }

  /** Sends a held, failed or bounced mail now. */
  @POST
  @Path("{id}/retry")
  public RestResponse<Void> retry(@PathParam("id") String id) {
    outbox.retry(Ids.require(id, "There is no such mail."));
    return RestResponse.accepted();
  }

  private static @Nullable MailStatus status(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return Arrays.stream(MailStatus.values())
        .filter(s -> s.slug().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> Problem.invalid("status", "must be pending, held, sent, failed or bounced"));
  }
}
