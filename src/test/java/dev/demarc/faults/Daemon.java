package dev.demarc.faults;

import java.io.IOException;

/** A thread that ends with the run. */
final class Daemon {

  interface Work {
    void run() throws IOException, InterruptedException;
  }

  private Daemon() {}

  static Thread start(String name, Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException over) {
                // its socket was closed
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
