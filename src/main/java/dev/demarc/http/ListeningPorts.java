package dev.demarc.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.ServerChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has {@link OpenConnections} see every connection from the first on: Netty calls this for a port
 * that it is about to listen at. It finds the class in META-INF/services, and looks there only
 * where its system property said so before it opened anything, as {@code startup.Main} does.
 */
public final class ListeningPorts extends ChannelInitializerExtension {

  private static final Set<OpenConnections> TOLD = ConcurrentHashMap.newKeySet();

  static void tell(OpenConnections connections) {
    TOLD.add(connections);
  }

  static void forget(OpenConnections connections) {
    TOLD.remove(connections);
  }

  @Override
  public void postInitializeServerListenerChannel(ServerChannel channel) {
    TOLD.forEach(connections -> connections.listenAt(channel));
  }
}
