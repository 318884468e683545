package dev.demarc.console.cases.page;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Reads what a form of a case's page says about the timeline that stood beside it. */
@ApplicationScoped
class SeenEntryFilter {

  private static final String FIELD = "seen";

  private final SeenEntry seen;

  SeenEntryFilter(SeenEntry seen) {
    this.seen = seen;
  }

  @WithFormRead
  @ServerRequestFilter
  void read(ResteasyReactiveContainerRequestContext context) {
    var call = (ResteasyReactiveRequestContext) context.getServerRequestContext();
    if (context.getMethod().equals("POST")
        && call.getPath().startsWith("/cases/")
        && call.getFormParameter(FIELD, true, false) instanceof String text) {
      seen.parse(text);
    }
  }
}
