package dev.demarc;

import dev.demarc.access.Secret;
import dev.demarc.access.SessionCookie;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** What fifty open pages cost that hear of changes, while nothing changes and while cases do. */
final class LiveViewers {

  private static final int VIEWERS = 50;

  /** Of those whom pages/fill.sql makes. */
  private static final int PEOPLE = 40;

  private static final int CHANGES_A_SECOND = 5;
  private static final Duration LENGTH = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicLong heard = new AtomicLong();
  private final RunningDemarc demarc;
  private final Connection database;
  private final List<String> keys;

  LiveViewers(RunningDemarc demarc, Connection database, List<String> keys) {
    this.demarc = demarc;
    this.database = database;
    this.keys = keys;
  }

  private record Spent(ProcessorTime time, long transactions) {}

  void measure() throws Exception {
    System.out.printf(
        "%-34s %14s %14s %16s %12s%n",
        "viewers and changes", "CPU of Demarc", "of PostgreSQL", "transactions/s", "events/s");
    show("no viewer, nothing changes", 0);
    show("no viewer, 5 changes a second", CHANGES_A_SECOND);
    var open = new ArrayList<CompletableFuture<?>>();
    for (int i = 0; i < VIEWERS; i++) {
      open.add(
          http.sendAsync(
                  HttpRequest.newBuilder(URI.create(demarc.url() + "/live"))
                      .header("Accept", "text/event-stream")
                      .header("Cookie", signedIn(i))
                      .build(),
                  BodyHandlers.ofLines())
              .thenAcceptAsync(
                  answer ->
                      answer
                          .body()
                          .filter(line -> line.startsWith("data:") && line.length() > 6)
                          .forEach(line -> heard.incrementAndGet()),
                  task -> {
                    var reader = new Thread(task);
                    reader.setDaemon(true);
                    reader.start();
                  }));
    }
    Thread.sleep(2000);
    show("50 viewers, nothing changes", 0);
    show("50 viewers, 5 changes a second", CHANGES_A_SECOND);
    open.forEach(one -> one.cancel(true));
  }

  /** Each is somebody else: of one person few pages may listen. */
  private String signedIn(int viewer) throws SQLException {
    var token = Secret.token();
    try (var statement =
        database.prepareStatement(
            "insert into session (token_hash, person_id, created_at, last_seen_at, confirmed_at,"
                + " expires_at) select ?, id, now(), now(), now(), now() + interval '1 hour' from"
                + " person where username = ?")) {
      statement.setBytes(1, Secret.hash(token));
      statement.setString(2, "person" + viewer % PEOPLE);
      statement.executeUpdate();
    }
    return SessionCookie.NAME + "=" + token;
  }

  private void show(String name, int changesASecond) throws Exception {
    long heardBefore = heard.get();
    var before = spent();
    long start = System.nanoTime();
    for (int i = 0; i < LENGTH.toSeconds() * Math.max(1, changesASecond); i++) {
      if (changesASecond > 0) {
        change(keys.get(i % keys.size()), i);
      }
      long due = start + (i + 1) * 1_000_000_000L / Math.max(1, changesASecond);
      Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    var after = spent();
    System.out.printf(
        "%-34s %12.1f %% %12.1f %% %16.1f %12.1f%n",
        name,
        percent(before.time().application(), after.time().application(), seconds),
        percent(before.time().database(), after.time().database(), seconds),
        (after.transactions() - before.transactions()) / seconds,
        (heard.get() - heardBefore) / seconds);
  }

  private static double percent(Duration before, Duration after, double seconds) {
    return after.minus(before).toMillis() / 10.0 / seconds;
  }

  private void change(String key, int n) throws IOException, InterruptedException {
    int status =
        http.send(
                HttpRequest.newBuilder(URI.create(demarc.url() + "/api/v1/cases/" + key + "/notes"))
                    .header("Authorization", "Bearer it-key")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"body\":\"note " + n + "\"}"))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();
    if (status != 201) {
      throw new IllegalStateException("a note on " + key + " answers " + status);
    }
  }

  private Spent spent() throws IOException, SQLException {
    try (var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "select xact_commit + xact_rollback from pg_stat_database where datname ="
                    + " current_database()")) {
      rows.next();
      return new Spent(ProcessorTime.of(demarc), rows.getLong(1));
    }
  }
}
