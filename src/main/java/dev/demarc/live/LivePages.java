package dev.demarc.live;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.access.Viewer;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestStreamElementType;

/**
 * Server-sent events for open pages: the keys of cases that changed. It ends with the session, and
 * after some minutes, when the browser asks again: so that what was missed of either does not last.
 */
@Path("/live")
@RolesAllowed(Roles.ANALYST)
public class LivePages {

  private static final Duration ENDS = Duration.ofMinutes(5);

  /** Keeps proxies from taking a quiet stream for a dead one. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);

  private static final String OVER = "over";

  private final LiveFeed feed;
  private final Viewer viewer;
  private final CurrentActor actor;

  LivePages(LiveFeed feed, Viewer viewer, CurrentActor actor) {
    this.feed = feed;
    this.viewer = viewer;
    this.actor = actor;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.TEXT_PLAIN)
  public Multi<String> changes(@HeaderParam("Accept") String accept) {
    if (accept == null || !accept.contains(MediaType.SERVER_SENT_EVENTS)) {
      return Multi.createFrom().empty();
    }
    var changes = feed.of(new Looker(actor.session(), actor.username(), viewer.sight()));
    var signs = Multi.createFrom().ticks().every(SIGN_OF_LIFE).map(tick -> "");
    // a mark at the end, or the signs of life would go on by themselves
    return Multi.createBy()
        .merging()
        .streams(
            Multi.createBy().concatenating().streams(changes, Multi.createFrom().item(OVER)), signs)
        .select()
        .first(ENDS)
        .select()
        .first(event -> !event.equals(OVER));
  }
}
