package dev.demarc.startup;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the embedded server again, on the same port, where it has ended without being told to or
 * no longer answers. While its disk is full it waits for room, however long that takes; where the
 * server cannot be started for another reason, it says why and leaves it at that.
 */
public final class ServerWatch {

  private static final Logger LOG = Logger.getLogger(ServerWatch.class);

  /**
   * @param look how often it is looked whether the server is alive
   * @param looksBetweenQuestions how many of these pass between two questions that it must answer
   * @param unanswered so many questions in a row, and it is taken for hanging
   * @param answerWithin for each of these
   * @param longestWait between two attempts; the first is as long as a look, and it doubles
   * @param giveUpAfter how long it is tried, time without room on the disk not counted
   */
  record Pace(
      Duration look,
      int looksBetweenQuestions,
      int unanswered,
      Duration answerWithin,
      Duration longestWait,
      Duration giveUpAfter) {

    static final Pace ORDINARY =
        new Pace(
            Duration.ofSeconds(1),
            10,
            6,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5));
  }

  private final DataFolder folder;
  private final PostgresServer server;
  private final Pace pace;
  private final Consumer<String> whenItStaysDown;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** Held while a server is being started, so that none comes up behind one that was stopped. */
  private final ReentrantLock starting = new ReentrantLock();

  private int unanswered;

  /**
   * @param whenItStaysDown gets a line for the operator once no more is tried
   */
  ServerWatch(
      DataFolder folder, PostgresServer server, Pace pace, Consumer<String> whenItStaysDown) {
    this.folder = folder;
    this.server = server;
    this.pace = pace;
    this.whenItStaysDown = whenItStaysDown;
  }

  void start() {
    var thread = new Thread(this::watch, "watch-database");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      for (int look = 1; !stopsWithin(pace.look()); look++) {
        if (!server.isRunning()) {
          bringBack("has ended");
        } else if (look % pace.looksBetweenQuestions() == 0 && hangs()) {
          bringBack("has not answered for a while");
        }
      }
    } catch (CannotStart e) {
      whenItStaysDown.accept(e.getMessage());
    } catch (IOException e) {
      whenItStaysDown.accept(folder.explain(e.getMessage()));
    }
  }

  private boolean hangs() {
    unanswered = server.answersWithin(pace.answerWithin()) ? 0 : unanswered + 1;
    return unanswered >= pace.unanswered();
  }

  private void bringBack(String what) throws IOException {
    LOG.errorf("The embedded PostgreSQL %s and is started again; see %s", what, folder.log());
    unanswered = 0;
    long triedSince = System.nanoTime();
    Duration wait = pace.look();
    String told = null;
    while (stopping.getCount() > 0) {
      try {
        if (startAgain()) {
          LOG.warn("The embedded PostgreSQL runs again");
        }
        return;
      } catch (DiskFull full) {
        triedSince = System.nanoTime();
        wait = pace.look();
        told = logWhereNew(told, full.getMessage() + "; PostgreSQL is started once there is room");
      } catch (DataUnusable hopeless) {
        throw hopeless;
      } catch (CannotStart failure) {
        if (stopping.getCount() == 0) {
          return;
        }
        if (System.nanoTime() - triedSince > pace.giveUpAfter().toNanos()) {
          throw failure;
        }
        told = logWhereNew(told, failure.getMessage() + " It is tried again.");
      }
      if (stopsWithin(wait)) {
        return;
      }
      wait = shorter(wait.multipliedBy(2), pace.longestWait());
    }
  }

  private boolean startAgain() throws IOException {
    starting.lock();
    try {
      if (stopping.getCount() == 0) {
        return false;
      }
      if (server.isRunning()) {
        folder.processes().kill();
      }
      folder.requireData();
      folder.requireSpace();
      folder.processes().clearLeftovers();
      server.startAgain();
      if (stopping.getCount() == 0) {
        server.stop();
        return false;
      }
      return true;
    } finally {
      starting.unlock();
    }
  }

  /** The same words once. */
  private static String logWhereNew(@Nullable String told, String words) {
    if (!words.equals(told)) {
      LOG.error(words);
    }
    return words;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private boolean stopsWithin(Duration wait) throws IOException {
    try {
      return stopping.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while watching PostgreSQL", e);
    }
  }

  /**
   * Ends the watching and the server, in whatever state they are: also a server that is just coming
   * up.
   */
  void stop() throws IOException {
    stopping.countDown();
    server.stop();
    try {
      // a start that is under way fails now that its server was stopped
      if (starting.tryLock(30, TimeUnit.SECONDS)) {
        try {
          if (server.isRunning()) {
            server.stop();
          }
        } finally {
          starting.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
