package dev.demarc.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes TCP connections on to a port of the loopback address, and does to them what networks do:
 * swallow without a FIN, cut, delay, or stop in the middle.
 */
final class TcpProxy implements AutoCloseable {

  private static final int CONNECT_MILLIS = 2_000;

  private final ServerSocket listening;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile long delayMillis;
  private volatile long silentAfter = Long.MAX_VALUE;

  TcpProxy(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Daemon.start("proxy", this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Where new connections go. */
  void leadTo(int port) {
    target = port;
  }

  /** Nothing passes any more on the connections of now, in either direction, and nobody is told. */
  void swallowConnections() {
    links.forEach(link -> link.swallowed = true);
  }

  /** What clients have said on the connections of now passes; the answers do not, and they end. */
  void cutBeforeAnswers() throws InterruptedException {
    var now = Set.copyOf(links);
    now.forEach(link -> link.muted = true);
    Thread.sleep(100);
    now.forEach(Link::cut);
  }

  void cutConnections() {
    links.forEach(Link::cut);
  }

  /** Each piece of data is passed on so much later. */
  void delay(long millis) {
    delayMillis = millis;
  }

  /** New connections fall silent once the server has said so many bytes; 0 is before a greeting. */
  void fallSilentAfter(long bytes) {
    silentAfter = bytes;
  }

  private void accept() throws IOException {
    while (true) {
      var client = listening.accept();
      Daemon.start("proxy", () -> connect(client));
    }
  }

  private void connect(Socket client) throws IOException {
    var server = new Socket();
    try {
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
    } catch (IOException away) {
      server.close();
      client.close();
      return;
    }
    var link = new Link(client, server, silentAfter);
    links.add(link);
    Daemon.start("proxy", () -> link.pass(client, server, false));
    link.pass(server, client, true);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cutConnections();
  }

  private final class Link {
    private final Socket client;
    private final Socket server;
    private final long silentAfter;
    private volatile boolean swallowed;
    private volatile boolean muted;

    Link(Socket client, Socket server, long silentAfter) {
      this.client = client;
      this.server = server;
      this.silentAfter = silentAfter;
    }

    void pass(Socket from, Socket to, boolean answers) throws IOException {
      var part = new byte[16 * 1024];
      long passed = 0;
      try {
        var in = from.getInputStream();
        var out = to.getOutputStream();
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
          pause();
          int rest = answers ? (int) Math.max(0, Math.min(n, silentAfter - passed)) : n;
          passed += n;
          if (!swallowed && !(answers && muted)) {
            out.write(part, 0, rest);
          }
        }
      } catch (IOException gone) {
        // as for the end of the stream
      }
      if (!swallowed) {
        cut();
      }
    }

    private void pause() {
      if (delayMillis > 0) {
        Wait.millis(delayMillis);
      }
    }

    void cut() {
      links.remove(this);
      try {
        client.close();
        server.close();
      } catch (IOException e) {
        // it is gone
      }
    }
  }
}
