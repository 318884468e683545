package dev.demarc.http;

import dev.demarc.http.PendingBodies.Admission;
import dev.demarc.shared.CallerNetwork;
import dev.demarc.shared.Problem;
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
import org.jspecify.annotations.Nullable;

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

  /** Bodies that are taken alike: how many at a time, how fast, and where they are kept. */
  private record Lane(PendingBodies bodies, BodyPace pace, BodyStore.Rooms rooms) {}

  private final CurrentVertxRequest current;
  private final MeterRegistry meters;
  private final Lane proved;
  private final Lane open;
  private final Lane files;
  private final HeapBudget heap;
  private final PublicUploads uploads;

  BodyGathering(
      CurrentVertxRequest current,
      MeterRegistry meters,
      LimitSettings settings,
      HeapBudget heap,
      PublicUploads uploads,
      @ConfigProperty(name = "quarkus.http.body.uploads-directory") Path folder) {
    this.current = current;
    this.meters = meters;
    this.heap = heap;
    this.uploads = uploads;
    var place = folder.toAbsolutePath().normalize();
    var rooms = settings.rooms(place);
    this.proved =
        new Lane(
            new PendingBodies(settings.bodies(), settings.bodiesOfOneAddress()),
            settings.bodyPace(settings.bodyGrace()),
            rooms);
    this.open =
        new Lane(
            new PendingBodies(settings.openBodies(), settings.openBodiesOfOneAddress()),
            settings.bodyPace(settings.openBodyGrace()),
            rooms);
    this.files =
        new Lane(
            new PendingBodies(settings.publicFiles(), settings.publicFilesOfOneAddress()),
            settings.paceOfPublicFiles(),
            settings.roomsOfPublicFiles(place));
    meters.gauge("demarc.bodies.coming", proved.bodies(), PendingBodies::count);
    meters.gauge("demarc.bodies.coming.unproved", open.bodies(), PendingBodies::count);
    meters.gauge("demarc.bodies.coming.files", files.bodies(), PendingBodies::count);
    meters.gauge("demarc.bodies.memory.used", rooms.memory(), BodyMemoryBudget::used);
    meters.gauge("demarc.bodies.disk.used", rooms.disk(), BodyMemoryBudget::used);
    meters.gauge("demarc.bodies.disk.used.files", files.rooms().disk(), BodyMemoryBudget::used);
  }

  void install(@Observes Router router) {
    router.route().order(BEFORE_READING).handler(this::gather);
  }

  private void gather(RoutingContext request) {
    if (!bringsBody(request.request())) {
      request.next();
      return;
    }
    var rule = BodyLimit.rule(request);
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
    long announced = Math.max(0, BodyLimit.length(request.request()));
    if (!heap.hasRoom(network, announced, rule.isOfFiles())) {
      tooMany(
          request,
          ProblemType.BUSY,
          "Too many large bodies are read at a time; nothing was stored, send the same request again"
              + " in 2 s.");
      return;
    }
    var lane = rule.isOfFiles() ? files : rule.isOpen() ? open : proved;
    var arrival =
        new BodyArrival(request, rule, lane.pace(), network, lane.bodies(), lane.rooms(), heap);
    var admission = lane.bodies().begin(arrival, System.nanoTime());
    if (admission == Admission.TAKEN && rule.isOfFiles()) {
      ask(request, arrival);
      return;
    }
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

  /** Its place among those that come in is taken already: no more ask at a time than may come. */
  private void ask(RoutingContext request, BodyArrival arrival) {
    var path = request.normalizedPath();
    request
        .vertx()
        .executeBlocking(() -> uploads.refusal(path), false)
        .onComplete(
            asked -> {
              if (request.response().ended() || request.response().closed()) {
                arrival.abandon();
              } else if (asked.succeeded() && asked.result().isEmpty()) {
                arrival.begin();
              } else {
                arrival.abandon();
                refuse(request, asked.succeeded() ? asked.result().get() : null);
              }
            });
  }

  private static void refuse(RoutingContext request, @Nullable Problem why) {
    EarlyAnswer.refuse(
        request,
        why == null ? ProblemType.UNAVAILABLE : why.type(),
        why == null
            ? "It cannot be taken just now; go back and send it again in a few seconds."
            : why.getMessage());
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
