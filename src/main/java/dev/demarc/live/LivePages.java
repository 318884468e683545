package dev.demarc.live;

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
 * Server-sent events for open pages: the keys of cases that changed. It ends after some minutes,
 * and the browser asks again: so that nobody goes on hearing whose session ended or who sees less
 * now.
 */
@Path("/live")
@RolesAllowed(Roles.ANALYST)
public class LivePages {

  private static final Duration ENDS = Duration.ofMinutes(5);

  /** Keeps proxies from taking a quiet stream for a dead one. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);

  private final LiveFeed feed;
  private final Viewer viewer;

  LivePages(LiveFeed feed, Viewer viewer) {
    this.feed = feed;
    this.viewer = viewer;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.TEXT_PLAIN)
  public Multi<String> changes(@HeaderParam("Accept") String accept) {
    if (feed.isFull() || accept == null || !accept.contains(MediaType.SERVER_SENT_EVENTS)) {
      return Multi.createFrom().empty();
    }
    var signs = Multi.createFrom().ticks().every(SIGN_OF_LIFE).map(tick -> "");
    return Multi.createBy().merging().streams(feed.of(viewer.sight()), signs).select().first(ENDS);
  }
}
