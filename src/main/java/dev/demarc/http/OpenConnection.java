package dev.demarc.http;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection of HTTP, and since when nothing was asked over it. */
final class OpenConnection {

  private final Channel channel;
  private final String network;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile long idleSince;

  /**
   * @param now by {@link System#nanoTime}
   */
  OpenConnection(Channel channel, String network, long now) {
    this.channel = channel;
    this.network = network;
    this.idleSince = now;
  }

  String network() {
    return network;
  }

  /** All of a request's head came. */
  void requestBegins() {
    requests.incrementAndGet();
  }

  void requestEnds(long now) {
    idleSince = now;
    requests.decrementAndGet();
  }

  boolean isIdle() {
    return requests.get() == 0 && !isSending();
  }

  /** What was answered may be under way for longer than its request was. */
  private boolean isSending() {
    var waiting = channel.unsafe().outboundBuffer();
    return waiting != null && waiting.totalPendingWriteBytes() > 0;
  }

  /** Of one that takes its answer too slowly, too. */
  long sinceLastRequest(long now) {
    return requests.get() == 0 ? now - idleSince : 0;
  }

  void close() {
    channel.close();
  }
}
