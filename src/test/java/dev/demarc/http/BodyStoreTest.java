package dev.demarc.http;

import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyStoreTest {

  private static final String FROM = "192.0.2.1";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicBoolean failed = new AtomicBoolean();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private BodyStore store(BodyStore.Rooms rooms) {
    return new BodyStore(vertx, rooms, FROM, () -> failed.set(true), () -> {});
  }

  private BodyStore.Rooms rooms(long memory, long disk) {
    return new BodyStore.Rooms(new BodyMemoryBudget(memory), new BodyMemoryBudget(disk), folder);
  }

  /** On an event loop, as it is used. */
  private <T> T onLoop(Callable<Future<T>> work) {
    var done = new CompletableFuture<T>();
    vertx
        .getOrCreateContext()
        .runOnContext(
            now -> {
              try {
                work.call().onSuccess(done::complete).onFailure(done::completeExceptionally);
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    return done.join();
  }

  private static byte[] bytes(ReceivedBody body) throws IOException {
    try (var in = body.open()) {
      return in.readAllBytes();
    }
  }

  private long files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void a_short_body_stands_in_memory() throws Exception {
    var rooms = rooms(100, 100);
    var store = store(rooms);
    assertThat(store.add(Buffer.buffer("short"))).isTrue();
    assertThat(bytes(onLoop(store::whole))).isEqualTo("short".getBytes());
    assertThat(rooms.memory().used()).isEqualTo(5);
    store.release();
    store.release();
    assertThat(rooms.memory().used()).isZero();
    assertThat(files()).isZero();
  }

  @Test
  void one_that_finds_no_room_there_stands_in_a_file_until_it_is_dealt_with() throws Exception {
    var rooms = rooms(20, 100);
    var store = store(rooms);
    var body =
        onLoop(
            () -> {
              store.add(Buffer.buffer("0123456789"));
              store.add(Buffer.buffer("abcdefghij"));
              store.add(Buffer.buffer("last"));
              return store.whole();
            });
    assertThat(body).isInstanceOf(ReceivedBody.InFile.class);
    assertThat(bytes(body)).isEqualTo("0123456789abcdefghijlast".getBytes());
    assertThat(rooms.memory().used()).isZero();
    assertThat(rooms.disk().used()).isEqualTo(24);
    store.release();
    await().until(() -> files() == 0 && rooms.disk().used() == 0);
  }

  @Test
  void and_where_there_is_no_room_on_disk_it_is_not_taken() {
    var rooms = rooms(20, 40);
    var store = store(rooms);
    assertThat(store.add(Buffer.buffer("0123456789"))).isTrue();
    assertThat(store.add(Buffer.buffer("abcdefghijk"))).isFalse();
    store.release();
    assertThat(rooms.memory().used()).isZero();
    assertThat(rooms.disk().used()).isZero();
  }

  @Test
  void a_folder_that_cannot_be_written_is_told_and_its_room_given_back() throws Exception {
    var rooms =
        new BodyStore.Rooms(
            new BodyMemoryBudget(0), new BodyMemoryBudget(100), folder.resolve("none"));
    var store = store(rooms);
    vertx.getOrCreateContext().runOnContext(now -> store.add(Buffer.buffer("body")));
    await().untilTrue(failed);
    store.release();
    assertThat(rooms.disk().used()).isZero();
  }
}
