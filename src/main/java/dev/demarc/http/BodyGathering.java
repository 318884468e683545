package dev.demarc.http;

import dev.demarc.http.PendingBodies.Admission;
import dev.demarc.shared.CallerNetwork;
import dev.demarc.shared.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Takes a body in whole before any thread is given to its request, from those only who have shown
 * who they are, and from so many at a time. Whoever has not goes on without a body, and is refused
 * where the request would have been.
 */
@ApplicationScoped
class BodyGathering {

  /** After authentication was prepared, before anything that reads. */
  private static final int BEFORE_READING = -1;

  private static final String BODY = ReceivedBody.class.getName();
  private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final CurrentVertxRequest current;
  private final MeterRegistry meters;
  private final BodyPace pace;
  private final BodyPace paceOfAnybody;
  private final BodyStore.Rooms rooms;
  private final PendingBodies proved;
  private final PendingBodies open;
  private final HeapBudget heap;

  BodyGathering(
      CurrentVertxRequest current,
      MeterRegistry meters,
      LimitSettings settings,
      HeapBudget heap,
      @ConfigProperty(name = "quarkus.http.body.uploads-directory") Path folder) {
    this.current = current;
    this.meters = meters;
    this.heap = heap;
    this.pace = settings.bodyPace(settings.bodyGrace());
    this.paceOfAnybody = settings.bodyPace(settings.openBodyGrace());
    this.rooms = settings.rooms(folder.toAbsolutePath().normalize());
    this.proved = new PendingBodies(settings.bodies(), settings.bodiesOfOneAddress());
    this.open = new PendingBodies(settings.openBodies(), settings.openBodiesOfOneAddress());
    meters.gauge("demarc.bodies.coming", proved, PendingBodies::count);
    meters.gauge("demarc.bodies.coming.unproved", open, PendingBodies::count);
    meters.gauge("demarc.bodies.memory.used", rooms.memory(), BodyMemoryBudget::used);
    meters.gauge("demarc.bodies.disk.used", rooms.disk(), BodyMemoryBudget::used);
  }

  void install(@Observes Router router) {
    router.route().order(BEFORE_READING).handler(this::gather);
  }

  private void gather(RoutingContext request) {
    if (!bringsBody(request.request())) {
      request.next();
      return;
    }
    var rule = BodyRule.of(request.normalizedPath(), request.request().getHeader("Content-Type"));
    if (WITHOUT_BODY.contains(request.request().method()) || rule.most() == 0) {
      goOnWithout(request);
    } else if (rule.isOpen()) {
      take(request, rule);
    } else {
      prove(request, rule);
    }
  }

  private static boolean bringsBody(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      return !request.isEnded() && !WITHOUT_BODY.contains(request.method());
    }
    var length = request.getHeader("Content-Length");
    return length == null ? request.getHeader("Transfer-Encoding") != null : !length.equals("0");
  }

  /** By key or session; a failure is found again, and answered, by whoever asks next. */
  private void prove(RoutingContext request, BodyRule rule) {
    var loop = request.vertx().getOrCreateContext();
    Object answering = request.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
    QuarkusHttpUser.getSecurityIdentity(request, null)
        .subscribe()
        .with(
            identity ->
                loop.runOnContext(
                    now -> {
                      request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, answering);
                      if (identity.isAnonymous()) {
                        goOnWithout(request);
                      } else {
                        take(request, rule);
                      }
                    }),
            failure ->
                loop.runOnContext(
                    now -> {
                      request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, answering);
                      goOnWithout(request);
                    }));
  }

  private void take(RoutingContext request, BodyRule rule) {
    if (request.response().closed() || request.response().ended()) {
      return;
    }
    var remote = request.request().remoteAddress();
    var network = CallerNetwork.of(remote == null ? null : remote.hostAddress());
    if (!heap.hasRoom(network, announced(request.request()))) {
      tooMany(
          request,
          ProblemType.BUSY,
          "Too many large bodies are read at a time; nothing was stored, send the same request again"
              + " in 2 s.");
      return;
    }
    var others = rule.isOpen() ? open : proved;
    var arrival =
        new BodyArrival(
            request, rule, rule.isOpen() ? paceOfAnybody : pace, network, others, rooms, heap);
    var admission = others.begin(arrival, System.nanoTime());
    if (admission == Admission.TAKEN) {
      arrival.begin();
      return;
    }
    if (admission == Admission.TOO_MANY_OF_ADDRESS) {
      tooMany(
          request,
          ProblemType.TOO_MANY_REQUESTS,
          "Too many bodies are coming in from your address; send the same request again in 2 s.");
    } else {
      tooMany(
          request,
          ProblemType.BUSY,
          "Too many bodies are coming in; nothing was stored, send the same request again in 2 s.");
    }
  }

  private void tooMany(RoutingContext request, ProblemType type, String detail) {
    meters.counter("demarc.throttled", "by", "bodies").increment();
    request.response().putHeader("Retry-After", "2");
    EarlyAnswer.refuse(request, type, detail);
  }

  /** 0 where the sender does not say; then it is known when the body is here. */
  private static long announced(HttpServerRequest request) {
    var length = request.getHeader("Content-Length");
    return length == null ? 0 : Long.parseLong(length); // checked in RequestHead
  }

  static void goOn(RoutingContext request, ReceivedBody body) {
    request.put(BODY, body);
    request.next();
  }

  /** The rest of what the connection brings is nobody's to read. */
  private static void goOnWithout(RoutingContext request) {
    if (request.request().version() != HttpVersion.HTTP_2) {
      request.addHeadersEndHandler(sent -> request.response().putHeader("Connection", "close"));
    }
    request.addEndHandler(ended -> EarlyAnswer.closeSoon(request.request(), request.vertx()));
    goOn(request, ReceivedBody.NONE);
  }

  /** Whatever reads the body reads the one that was taken, and never from the network. */
  @ServerRequestFilter
  void handOver(ResteasyReactiveContainerRequestContext call) throws IOException {
    var request = current.getCurrent();
    if (!WITHOUT_BODY.contains(request.request().method())) {
      ReceivedBody body = request.get(BODY, ReceivedBody.NONE);
      call.setEntityStream(body.open());
    }
  }
}
