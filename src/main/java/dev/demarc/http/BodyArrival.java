package dev.demarc.http;

import dev.demarc.shared.ProblemType;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * One body from its first byte to its last, taken on the event loop of its connection: no thread
 * waits for it. All but {@link #giveWay} runs there.
 */
final class BodyArrival implements PendingBodies.Sender {

  private static final String EXPECTED = "100-continue";

  private final RoutingContext request;
  private final HttpServerRequest http;
  private final Context loop;
  private final BodyRule rule;
  private final BodyPace pace;
  private final String network;
  private final BodyStore store;
  private final PendingBodies others;
  private final HeapBudget heap;
  private final long since = System.nanoTime();
  private long lastByte = since;
  private long bytes;
  private long timer;
  private boolean over;

  BodyArrival(
      RoutingContext request,
      BodyRule rule,
      BodyPace pace,
      String network,
      PendingBodies others,
      BodyStore.Rooms rooms,
      HeapBudget heap) {
    this.request = request;
    this.http = request.request();
    this.loop = request.vertx().getOrCreateContext();
    this.rule = rule;
    this.pace = pace;
    this.network = network;
    this.others = others;
    this.heap = heap;
    this.store = new BodyStore(request.vertx(), rooms, network, this::cannotKeep, this::goOn);
  }

  @Override
  public String network() {
    return network;
  }

  @Override
  public long since() {
    return since;
  }

  /** The request goes on with all of its body, or is refused. */
  void begin() {
    request.addEndHandler(
        ended -> {
          stop();
          store.release();
        });
    http.exceptionHandler(gone -> stop());
    http.handler(this::take);
    http.endHandler(ended -> end());
    if (EXPECTED.equalsIgnoreCase(http.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    long tick = Math.max(100, Math.min(1_000, pace.grace().toMillis() / 4));
    timer = request.vertx().setPeriodic(tick, at -> checkPace());
    http.resume();
  }

  /** Nothing is taken: it is refused by whoever asked for it. */
  void abandon() {
    stop();
    store.release();
  }

  private void take(Buffer part) {
    if (over) {
      return;
    }
    lastByte = System.nanoTime();
    bytes += part.length();
    if (bytes > rule.most()) {
      refuse(ProblemType.TOO_LARGE, rule.tooLarge());
    } else if (!store.add(part)) {
      busy("There is no room for your body now");
    } else if (store.isFull()) {
      http.pause();
    }
  }

  private void goOn() {
    if (!over) {
      lastByte = System.nanoTime(); // while it was paused it was not the sender who was slow
      http.resume();
    }
  }

  private void end() {
    if (over) {
      return;
    }
    stop();
    store
        .whole()
        .onSuccess(body -> loop.runOnContext(now -> goOnWith(body)))
        .onFailure(cause -> cannotKeep());
  }

  private void goOnWith(ReceivedBody body) {
    if (request.response().ended() || request.response().closed()) {
      return;
    }
    if (heap.hold(request, network, bytes, rule.isOfFiles())) {
      BodyGathering.goOn(request, body);
    } else {
      busy("Too many large bodies are read at a time");
    }
  }

  private void checkPace() {
    if (over || store.isFull()) {
      return;
    }
    long now = System.nanoTime();
    pace.complaint(bytes, Duration.ofNanos(now - since), Duration.ofNanos(now - lastByte))
        .ifPresent(detail -> refuse(ProblemType.TIMED_OUT, detail));
  }

  @Override
  public void giveWay() {
    loop.runOnContext(
        now -> {
          if (!over) {
            busy("Your body came slowly, and others wait");
          }
        });
  }

  private void cannotKeep() {
    busy("Your body could not be kept");
  }

  private void busy(String why) {
    if (!request.response().ended()) {
      request.response().putHeader("Retry-After", "5");
      refuse(ProblemType.BUSY, why + "; nothing was stored, send the same request again.");
    }
  }

  private void refuse(ProblemType type, String detail) {
    stop();
    store.release();
    if (!request.response().ended()) {
      EarlyAnswer.refuse(request, type, detail);
    }
  }

  private void stop() {
    over = true;
    request.vertx().cancelTimer(timer);
    others.end(this);
  }
}
