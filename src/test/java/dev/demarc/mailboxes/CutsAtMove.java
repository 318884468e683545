package dev.demarc.mailboxes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands before an IMAP server and hangs up when it is first told to move a mail. */
final class CutsAtMove implements AutoCloseable {

  private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final AtomicBoolean cut = new AtomicBoolean();
  private final int serverPort;

  CutsAtMove(int serverPort) throws IOException {
    this.serverPort = serverPort;
    daemon(this::listen);
  }

  int port() {
    return listening.getLocalPort();
  }

  boolean hasCut() {
    return cut.get();
  }

  private void listen() throws IOException {
    while (true) {
      var client = listening.accept();
      var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      daemon(() -> server.getInputStream().transferTo(client.getOutputStream()));
      daemon(() -> pass(client, server));
    }
  }

  private void pass(Socket client, Socket server) throws IOException {
    try (client;
        server) {
      var lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(" MOVE ") && cut.compareAndSet(false, true)) {
          return;
        }
        server.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // hung up
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
