package dev.demarc.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where one body is kept while it comes in: in memory while it is short, then in a private file.
 * Used on the event loop of its request only, and never waits.
 */
final class BodyStore {

  private static final Logger LOG = Logger.getLogger(BodyStore.class);

  /** Longer ones go to a file. */
  static final int MOST_IN_MEMORY = 1 << 20;

  /** For all bodies of a node. */
  record Rooms(BodyMemoryBudget memory, BodyMemoryBudget disk, Path folder) {}

  private final Vertx vertx;
  private final Rooms rooms;
  private final String network;
  private final Runnable failed;
  private final Runnable writable;
  private Buffer memory = Buffer.buffer();
  private long inMemory;
  private long onDisk;
  private @Nullable Path path;
  private @Nullable Future<AsyncFile> opening;
  private @Nullable AsyncFile file;
  private @Nullable Future<Void> closed;
  private boolean released;

  /**
   * @param failed run where the file cannot be written
   * @param writable run when more may be added after {@link #isFull()}
   */
  BodyStore(Vertx vertx, Rooms rooms, String network, Runnable failed, Runnable writable) {
    this.vertx = vertx;
    this.rooms = rooms;
    this.network = network;
    this.failed = failed;
    this.writable = writable;
  }

  /**
   * @return false where there is no room left
   */
  boolean add(Buffer part) {
    if (path == null
        && inMemory + part.length() <= MOST_IN_MEMORY
        && rooms.memory().take(network, part.length())) {
      inMemory += part.length();
      memory.appendBuffer(part);
      return true;
    }
    long size = part.length() + (path == null ? inMemory : 0);
    if (!rooms.disk().take(network, size)) {
      return false;
    }
    onDisk += size;
    if (file != null) {
      write(file, part);
      return true;
    }
    memory.appendBuffer(part);
    if (path == null) {
      openFile();
    }
    return true;
  }

  private void openFile() {
    var made = rooms.folder().resolve("body-" + UUID.randomUUID());
    path = made;
    opening =
        vertx
            .fileSystem()
            .open(
                made.toString(),
                new OpenOptions().setCreateNew(true).setRead(false).setPerms("rw-------"))
            // whoever waits for the file must find it open: of two listeners of one future that a
            // worker completes, the second may run first
            .andThen(this::opened);
  }

  private void opened(AsyncResult<AsyncFile> result) {
    if (result.failed()) {
      fail(result.cause());
      return;
    }
    var opened = result.result();
    file = opened;
    if (released) {
      remove(opened);
      return;
    }
    opened.exceptionHandler(this::fail);
    write(opened, memory);
    memory = Buffer.buffer();
    rooms.memory().giveBack(network, inMemory);
    inMemory = 0;
    if (!isFull()) {
      writable.run();
    }
  }

  private void write(AsyncFile to, Buffer part) {
    to.write(part).onFailure(this::fail);
    if (to.writeQueueFull()) {
      to.drainHandler(drained -> writable.run());
    }
  }

  private void fail(Throwable cause) {
    if (!released) {
      LOG.errorf("A body could not be kept in %s, and its sender is told so: %s", path, cause);
      failed.run();
    } else if (file == null) {
      rooms.disk().giveBack(network, onDisk);
    }
  }

  /** Then nothing must be added until there is room to write. */
  boolean isFull() {
    return opening != null && (file == null || file.writeQueueFull());
  }

  /** Once all of it was added. */
  Future<ReceivedBody> whole() {
    var kept = path;
    if (opening == null || kept == null) {
      return Future.succeededFuture(new ReceivedBody.InMemory(memory.getBytes()));
    }
    return opening.compose(this::close).map(done -> new ReceivedBody.InFile(kept));
  }

  private Future<Void> close(AsyncFile opened) {
    var closing = closed == null ? opened.close() : closed;
    closed = closing;
    return closing;
  }

  /** When the request is answered, or its sender has gone. Harmless when called again. */
  void release() {
    if (released) {
      return;
    }
    released = true;
    memory = Buffer.buffer();
    rooms.memory().giveBack(network, inMemory);
    if (file != null) {
      remove(file);
    } else if (opening == null || opening.failed()) {
      rooms.disk().giveBack(network, onDisk);
    } // else as soon as it is open
  }

  private void remove(AsyncFile opened) {
    close(opened)
        .transform(done -> vertx.fileSystem().delete(String.valueOf(path)))
        .onComplete(
            deleted -> {
              rooms.disk().giveBack(network, onDisk);
              if (deleted.failed()) {
                LOG.warnf(
                    "%s, a body that was dealt with, could not be removed; it is at the next"
                        + " start: %s",
                    path, deleted.cause());
              }
            });
  }
}
