package dev.demarc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Attacks a Demarc with senders that are slow, idle or many, and prints how long others waited
 * meanwhile. Attackers and others call from addresses of their own. {@code bench/slow [seconds]}.
 */
final class SlowRun {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final long LATE_NS = Duration.ofSeconds(5).toNanos();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final RunningDemarc demarc;
  private final Duration each;
  private boolean failed;
  private volatile boolean over;

  private SlowRun(RunningDemarc demarc, Duration each) {
    this.demarc = demarc;
    this.each = each;
  }

  public static void main(String[] args) throws Exception {
    var each = Duration.ofSeconds(args.length > 0 ? Integer.parseInt(args[0]) : 15);
    boolean failed;
    try (var demarc = RunningDemarc.start(Files.createTempDirectory("demarc-slow"))) {
      failed = new SlowRun(demarc, each).run();
    }
    System.exit(failed ? 1 : 0);
  }

  private boolean run() throws Exception {
    during("nothing, and not warm yet", List.of());
    failed = false;
    var sns = "POST /api/v1/sns HTTP/1.1\nHost: localhost\nContent-Type: text/plain\n";
    during("215 messages to SNS, byte by byte", times(215, () -> trickle(2, sns)));
    var lines =
        "POST /api/v1/reports HTTP/1.1\nHost: localhost\nAuthorization: Bearer it-key\n"
            + "Content-Type: application/x-ndjson\n";
    during("215 NDJSON with a key, byte by byte", times(215, () -> trickle(2, lines)));
    during("6 uploads of 24 MB to the sign-in", times(6, this::upload));
    during("80 clients that sign in", times(80, this::guess));
    var idle = new ArrayList<>(times(100, () -> talk(3)));
    idle.addAll(times(100, () -> talk(4)));
    during("2 addresses with 100 idle SMTP connections each", idle);
    return failed;
  }

  private interface Attack {
    void run() throws Exception;
  }

  private static List<Attack> times(int many, Attack attack) {
    return Collections.nCopies(many, attack);
  }

  private void during(String what, List<Attack> attacks) throws Exception {
    over = false;
    var threads = Executors.newCachedThreadPool();
    try {
      attacks.forEach(attack -> threads.execute(() -> again(attack)));
      Thread.sleep(attacks.isEmpty() ? 0 : 2_000);
      System.out.println(what);
      var until = System.nanoTime() + each.toNanos();
      var asked =
          List.of(
              threads.submit(() -> ask("health/ready", until, () -> get("/q/health/ready"))),
              threads.submit(() -> ask("page of the console", until, () -> get("/sign-in"))),
              threads.submit(() -> ask("report by API", until, this::report)),
              threads.submit(() -> ask("report by mail", until, this::mail)));
      for (var one : asked) {
        System.out.println(one.get());
      }
    } finally {
      over = true;
      threads.shutdownNow();
    }
  }

  /** Whoever is refused comes back. */
  private void again(Attack attack) {
    while (!over) {
      try {
        attack.run();
        Thread.sleep(100);
      } catch (IOException refused) {
        // as it should be
      } catch (Exception e) {
        return;
      }
    }
  }

  private String ask(String what, long until, Callable<Integer> call) throws Exception {
    var waits = new ArrayList<Long>();
    int unanswered = 0;
    while (System.nanoTime() < until) {
      long began = System.nanoTime();
      int status;
      try {
        status = call.call();
      } catch (IOException e) {
        status = 0;
      }
      waits.add(System.nanoTime() - began);
      unanswered += status >= 200 && status < 300 ? 0 : 1;
      Thread.sleep(20);
    }
    Collections.sort(waits);
    long longest = waits.get(waits.size() - 1);
    failed |= unanswered > 0 || longest > LATE_NS;
    return String.format(
        "  %-20s %4d calls, %d failed, median %.0f ms, 99 %% %.0f ms, longest %.0f ms",
        what,
        waits.size(),
        unanswered,
        waits.get(waits.size() / 2) / 1e6,
        waits.get(waits.size() * 99 / 100) / 1e6,
        longest / 1e6);
  }

  private int get(String path) throws Exception {
    return send(HttpRequest.newBuilder().GET(), path);
  }

  private int report() throws Exception {
    return send(
        HttpRequest.newBuilder()
            .header("Authorization", "Bearer it-key")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"title\":\"Scan from 203.0.113.7\"}")),
        "/api/v1/reports");
  }

  private int send(HttpRequest.Builder request, String path) throws Exception {
    return http.send(
            request
                .uri(URI.create("http://127.0.0.1:" + demarc.httpPort() + path))
                .timeout(Duration.ofSeconds(10))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private int mail() throws IOException {
    return Smtp.send(
        demarc.smtpPort(),
        "noc@x.example",
        "abuse@demarc.example",
        "Subject: Scan\n\nFrom 203.0.113.7 at " + System.nanoTime() + "\n.\n");
  }

  private Socket from(int lastByte, int port) throws IOException {
    var socket =
        new Socket(
            InetAddress.getByName("127.0.0.1"),
            port,
            InetAddress.getByName("127.0.0." + lastByte),
            0);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void trickle(int address, String head) throws Exception {
    try (var socket = from(address, demarc.httpPort())) {
      write(socket, head + "Content-Length: 100000\n\n{");
      while (!over && socket.getInputStream().available() == 0) {
        Thread.sleep(5_000);
        write(socket, "x");
      }
    }
  }

  private void upload() throws Exception {
    try (var socket = from(2, demarc.httpPort())) {
      write(
          socket,
          "POST /sign-in HTTP/1.1\nHost: localhost\nContent-Type: multipart/form-data;"
              + " boundary=b\nContent-Length: 24000000\n\n--b\nContent-Disposition: form-data;"
              + " name=\"f\"; filename=\"f\"\n\n");
      for (int i = 0; i < 23 && !over; i++) {
        socket.getOutputStream().write(new byte[1_000_000]);
      }
      Thread.sleep(5_000);
    }
  }

  private void guess() throws Exception {
    try (var socket = from(2, demarc.httpPort())) {
      var form = "username=admin&password=guess";
      write(
          socket,
          "POST /sign-in HTTP/1.1\nHost: localhost\nContent-Type: "
              + FORM
              + "\nContent-Length: "
              + form.length()
              + "\nConnection: close\n\n"
              + form);
      socket.getInputStream().readAllBytes();
    }
  }

  private void talk(int address) throws Exception {
    try (var socket = from(address, demarc.smtpPort())) {
      while (!over) {
        write(socket, "NOOP\n");
        if (socket.getInputStream().read(new byte[512]) < 0) {
          return;
        }
        Thread.sleep(5_000);
      }
    }
  }
}
