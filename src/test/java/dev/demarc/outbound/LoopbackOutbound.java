package dev.demarc.outbound;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetAddress;
import java.util.List;

/** Connections to the servers that tests start on this machine, outside the application. */
public final class LoopbackOutbound {

  private static final Vertx VERTX = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  private LoopbackOutbound() {}

  static Vertx vertx() {
    return VERTX;
  }

  public static OutboundAddresses addresses() {
    return addresses(host -> List.of(InetAddress.getAllByName(host)));
  }

  public static OutboundAddresses addresses(HostResolver resolver) {
    return new OutboundAddresses(resolver, AllowedNetworks.of(List.of("127.0.0.0/8", "::1")));
  }

  public static OutboundHttp http() {
    return new OutboundHttp(addresses(), VERTX, null, true);
  }
}
