package dev.demarc.http;

import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Shutdown;
import dev.demarc.shared.UnderWay;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests that are under way. On a node that stops, no connection is accepted, those that are
 * open are closed after the answer that they wait for, and requests that come still are refused.
 */
@ApplicationScoped
class OpenRequests implements UnderWay {

  /** Before anything that answers. */
  private static final int FIRST = Integer.MIN_VALUE;

  private final Shutdown shutdown;
  private final AtomicInteger open = new AtomicInteger();

  /** The server keeps these to itself; every connection knows the one that it came in by. */
  private final Set<Channel> listening = ConcurrentHashMap.newKeySet();

  OpenRequests(Shutdown shutdown) {
    this.shutdown = shutdown;
  }

  void install(@Observes Router router) {
    router.route().order(FIRST).handler(this::take);
  }

  private void take(RoutingContext request) {
    open.incrementAndGet();
    request.addEndHandler(ended -> end(request));
    request.addHeadersEndHandler(sent -> announceEnd(request));
    remember(request);
    if (shutdown.isStopping() && !isOperation(request)) {
      stopListening();
      request.response().putHeader("Retry-After", "5");
      EarlyAnswer.refuse(
          request,
          ProblemType.STOPPING,
          "Nothing was stored; send the same request again in a few seconds.");
      return;
    }
    request.next();
  }

  private void remember(RoutingContext request) {
    if (request.request().connection() instanceof ConnectionBase connection) {
      var listener = connection.channel().parent();
      if (listener != null) {
        listening.add(listener);
      }
    }
  }

  /** Whoever asks on an open connection is told that this node is not ready. */
  private static boolean isOperation(RoutingContext request) {
    return PathKind.of(request.normalizedPath()) == PathKind.OPERATION;
  }

  private void announceEnd(RoutingContext request) {
    if (shutdown.isStopping() && request.request().version() != HttpVersion.HTTP_2) {
      request.response().putHeader("Connection", "close");
    }
  }

  private void end(RoutingContext request) {
    open.decrementAndGet();
    if (shutdown.isStopping()) {
      EarlyAnswer.closeSoon(request.request(), request.vertx());
    }
  }

  void begin(@Observes Shutdown.Begins event) {
    stopListening();
  }

  private void stopListening() {
    listening.forEach(Channel::close);
  }

  @Override
  public int underWay() {
    return open.get();
  }
}
