package dev.demarc.shared;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port on which nothing listens, for a server that is yet to be started. It lies below those that
 * the system hands out for port 0 and for connections (from 32768 on Linux), so that no other
 * process is given it in between.
 */
public final class FreePort {

  private static final int FIRST = 20_000;
  private static final int AFTER_LAST = 32_000;
  private static final int ATTEMPTS = 100;

  private FreePort() {}

  public static int choose() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
      try (var socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // another one
      }
    }
    throw new IllegalStateException("no free port was found in " + ATTEMPTS + " attempts");
  }
}
