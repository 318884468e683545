package dev.demarc.http;

import dev.demarc.shared.CallerNetwork;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.config.ConfigMapping;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The memory for reports that requests hold whole: those that are handed over, from when a thread
 * reads them, and those that are fetched, until their bytes have left. One report may have 25 MiB,
 * and as many come and go at a time as there are threads and slow readers.
 */
@ApplicationScoped
public class HeapBudget {

  @ConfigMapping(prefix = "demarc.heap")
  public interface Settings {
    /** An eighth of the heap where absent. */
    Optional<MemorySize> reports();
  }

  /** What is no longer takes none: it is bounded by the number of requests. */
  public static final int SMALL = 1 << 20;

  /** The largest report; of many in one body, one is held at a time. */
  private static final int LARGEST = 25 << 20;

  private static final long LOOK_EVERY_MS = 200;

  private final BodyMemoryBudget room;

  /** So that nobody who may report by key waits for strangers. */
  private final BodyMemoryBudget ofStrangers = new BodyMemoryBudget(2L * LARGEST);

  private final CurrentVertxRequest current;
  private final MeterRegistry meters;

  HeapBudget(Settings settings, CurrentVertxRequest current, MeterRegistry meters) {
    this.room =
        new BodyMemoryBudget(
            settings
                .reports()
                .map(MemorySize::asLongValue)
                .orElseGet(() -> Math.max(2L * LARGEST, Runtime.getRuntime().maxMemory() / 8)));
    this.current = current;
    this.meters = meters;
    meters.gauge("demarc.heap.reports.used", room, BodyMemoryBudget::used);
  }

  /**
   * Whether so many bytes could be held now: asked before they are taken.
   *
   * @param strangers whether they are files from anybody, for which there is a room of its own
   */
  boolean hasRoom(String network, long bytes, boolean strangers) {
    return cost(bytes) == 0 || of(strangers).has(network, cost(bytes));
  }

  private BodyMemoryBudget of(boolean strangers) {
    return strangers ? ofStrangers : room;
  }

  /**
   * Until the answer has left for its reader, or the connection is gone.
   *
   * @return false where there is no room
   */
  boolean hold(RoutingContext request, String network, long bytes, boolean strangers) {
    long cost = cost(bytes);
    if (cost == 0) {
      return true;
    }
    var room = of(strangers);
    if (!room.take(network, cost)) {
      meters.counter("demarc.throttled", "by", "heap").increment();
      return false;
    }
    request.addEndHandler(ended -> lookLater(request, room, network, cost));
    return true;
  }

  /**
   * For what the current request reads.
   *
   * @throws Problem BUSY where there is no room
   */
  public void hold(long bytes) {
    var request = current.getCurrent();
    if (request == null) {
      return; // a job's, of which few run at a time
    }
    var remote = request.request().remoteAddress();
    var network = CallerNetwork.of(remote == null ? null : remote.hostAddress());
    if (!hold(request, network, bytes, false)) {
      throw new Problem(
          ProblemType.BUSY,
          "Too many large reports are read at a time; send the same request again in a few"
              + " seconds.");
    }
  }

  /** All that is held, also by what is no request. */
  public BodyMemoryBudget bodyMemory() {
    return room;
  }

  private static long cost(long bytes) {
    return bytes <= SMALL ? 0 : Math.min(bytes, LARGEST);
  }

  /**
   * An answer that has ended may still wait in its connection for a reader that is slow; one that a
   * worker thread gave is not even there yet.
   */
  private void lookLater(RoutingContext request, BodyMemoryBudget room, String network, long cost) {
    request
        .vertx()
        .setTimer(
            LOOK_EVERY_MS,
            look -> {
              if (isUnread(request)) {
                lookLater(request, room, network, cost);
              } else {
                room.giveBack(network, cost);
              }
            });
  }

  private static boolean isUnread(RoutingContext request) {
    if (!(request.request().connection() instanceof ConnectionBase connection)) {
      return false;
    }
    var channel = connection.channel();
    var waiting = channel.unsafe().outboundBuffer(); // null once it is closed
    return channel.isOpen() && waiting != null && waiting.totalPendingWriteBytes() > SMALL;
  }
}
