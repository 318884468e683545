package dev.demarc.intake.smtp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/**
 * A listening socket that can be closed before the server that accepts from it is stopped: the
 * server then waits as if nobody came, instead of complaining every second.
 */
final class ListeningSocket extends ServerSocket {

  private volatile boolean accepts = true;

  ListeningSocket() throws IOException {
    super();
  }

  void stopAccepting() {
    accepts = false;
    try {
      close();
    } catch (IOException e) {
      throw new IllegalStateException("the SMTP port is still listened on", e);
    }
  }

  @Override
  public Socket accept() throws IOException {
    try {
      return super.accept();
    } catch (SocketException closed) {
      if (!accepts) {
        waitForEnd();
      }
      throw closed;
    }
  }

  /** The server interrupts its thread when it is stopped. */
  private static void waitForEnd() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
