package dev.demarc.http;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.demarc.shared.CallerNetwork;
import dev.demarc.shared.DaemonThreads;
import dev.demarc.shared.RepeatedWork;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Ends connections of HTTP over which no whole head of a request comes for too long, and keeps one
 * address, or all, from having too many: the one that has been idle for longest gives way. The
 * server tells nobody of a connection before its first request, so that this listens where its
 * connections are accepted: before the port is open where {@link ListeningPorts} is told of it, and
 * otherwise from the first request on.
 */
@ApplicationScoped
class OpenConnections {

  /** Before anything that answers. */
  private static final int FIRST = Integer.MIN_VALUE;

  /** How often longer than others a connection may last that takes its last answer slowly. */
  private static final int SLOW_READERS = 10;

  private final int most;
  private final int mostOfOneAddress;
  private final Duration idle;
  private final Map<Channel, OpenConnection> open = new ConcurrentHashMap<>();
  private final Map<Channel, ChannelHandler> listening = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("http-connections"));

  OpenConnections(HttpSettings settings) {
    this.most = settings.connections();
    this.mostOfOneAddress = settings.connectionsOfOneAddress();
    this.idle = settings.idle();
  }

  void start(@Observes StartupEvent event) {
    long tick = Math.max(100, Math.min(5_000, idle.toMillis() / 4));
    var ending = new RepeatedWork("Ending idle connections", this::endIdle);
    clock.scheduleWithFixedDelay(ending, tick, tick, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    ListeningPorts.forget(this);
    clock.shutdownNow();
  }

  /** The router is complete before the port is opened. */
  void install(@Observes Router router) {
    ListeningPorts.tell(this);
    router.route().order(FIRST).handler(this::take);
  }

  private void take(RoutingContext request) {
    if (request.request().connection() instanceof ConnectionBase connection) {
      var channel = connection.channel();
      if (channel.parent() != null) {
        listenAt(channel.parent());
      }
      var known = track(channel);
      known.requestBegins();
      request.addEndHandler(ended -> known.requestEnds(System.nanoTime()));
    }
    request.next();
  }

  void listenAt(Channel listener) {
    listening.computeIfAbsent(listener, this::listen);
  }

  private ChannelHandler listen(Channel listener) {
    var accepted =
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel channel && !isTaken(channel)) {
              channel.unsafe().closeForcibly();
            } else {
              context.fireChannelRead(accepted);
            }
          }
        };
    listener.pipeline().addFirst(accepted);
    return accepted;
  }

  private boolean isTaken(Channel channel) {
    var network = network(channel);
    var own = (Predicate<OpenConnection>) connection -> connection.network().equals(network);
    boolean hasRoom =
        open.values().stream().filter(own).count() < mostOfOneAddress || makeRoom(own);
    if (!hasRoom || open.size() >= most && !makeRoom(any -> true)) {
      return false;
    }
    track(channel);
    return true;
  }

  private static String network(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress from
        ? CallerNetwork.of(from.getAddress())
        : "";
  }

  private OpenConnection track(Channel channel) {
    return open.computeIfAbsent(
        channel,
        found -> {
          found.closeFuture().addListener(closed -> open.remove(found));
          return new OpenConnection(found, network(found), System.nanoTime());
        });
  }

  /**
   * Of the address with the most of them first: one that comes again and again ousts itself.
   *
   * @return false where all of them are busy
   */
  private boolean makeRoom(Predicate<OpenConnection> among) {
    long now = System.nanoTime();
    var ofNetwork = open.values().stream().collect(groupingBy(OpenConnection::network, counting()));
    var longest =
        open.values().stream()
            .filter(among)
            .filter(OpenConnection::isIdle)
            .max(
                Comparator.<OpenConnection>comparingLong(
                        idle -> ofNetwork.getOrDefault(idle.network(), 0L))
                    .thenComparingLong(idle -> idle.sinceLastRequest(now)));
    longest.ifPresent(
        connection -> {
          open.values().remove(connection);
          connection.close();
        });
    return longest.isPresent();
  }

  private void endIdle() {
    long now = System.nanoTime();
    for (var connection : open.values()) {
      long since = connection.sinceLastRequest(now);
      if (since > idle.toNanos() * (connection.isIdle() ? 1 : SLOW_READERS)) {
        connection.close();
      }
    }
  }

  int count() {
    return open.size();
  }
}
