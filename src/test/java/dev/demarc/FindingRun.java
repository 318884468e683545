package dev.demarc;

import dev.demarc.casework.WorkStatus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Fills a database with very many cases and takes the time of each filter and of each pair of
 * filters over the API, beside that of a list without a filter. {@code bench/finding [cases
 * [folder]]}: a folder keeps the filled database for the next run.
 */
final class FindingRun {

  private static final int TIMES = 5;

  /** Milliseconds that no filter and no pair of filters should take. */
  private static final double SLOW = 50;

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningDemarc demarc;
  private final Path data;

  private FindingRun(RunningDemarc demarc, Path data) {
    this.demarc = demarc;
    this.data = data;
  }

  public static void main(String[] args) throws Exception {
    int cases = args.length > 0 ? Integer.parseInt(args[0]) : 300_000;
    var data =
        args.length > 1
            ? Files.createDirectories(Path.of(args[1]))
            : Files.createTempDirectory("demarc-finding");
    try (var demarc = RunningDemarc.start(data)) {
      new FindingRun(demarc, data).run(cases);
    }
  }

  private record Taken(String filter, double milliseconds) {}

  private void run(int cases) throws Exception {
    var filled = data.resolve("filled-" + cases);
    if (!Files.exists(filled)) {
      fill(cases);
      Files.createFile(filled);
    }
    for (int i = 0; i < 200; i++) {
      time("status:open"); // warms up
    }
    double plain = least("");
    System.out.printf("a list without a filter: %.1f ms%n", plain);
    var single = resource("filters.txt").lines().filter(line -> !line.isBlank()).toList();
    var taken = new ArrayList<Taken>();
    for (var filter : single) {
      taken.add(new Taken(filter, least(filter)));
      taken.add(new Taken(filter + " sort:clock", least(filter + " sort:clock")));
      taken.add(new Taken(filter + " sort:updated", least(filter + " sort:updated")));
    }
    System.out.printf(
        "load: %.1f%n", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    show("filters", taken, plain, 40);
    var pairs = new ArrayList<Taken>();
    for (int i = 0; i < single.size(); i++) {
      for (int j = i + 1; j < single.size(); j++) {
        var filter = single.get(i) + " " + single.get(j);
        if (time(filter) >= 0) {
          pairs.add(new Taken(filter, least(filter)));
        }
      }
    }
    show(
        "pairs",
        pairs,
        plain,
        (int) pairs.stream().filter(p -> p.milliseconds() > SLOW).count() + 20);
  }

  private void fill(int cases) throws Exception {
    var start = Instant.now();
    boolean done = Arrays.stream(WorkStatus.values()).anyMatch(s -> s.name().equals("DONE"));
    var password = Files.readString(data.resolve("postgres/demarc.password")).strip();
    var url = "jdbc:postgresql://localhost:" + demarc.databasePort() + "/demarc";
    try (var connection = DriverManager.getConnection(url, "demarc", password);
        var statement = connection.createStatement()) {
      statement.execute("set finding.cases = " + cases);
      statement.execute("set finding.done = '" + (done ? "DONE" : "CLOSED") + "'");
      statement.execute(resource("fill.sql"));
      statement.execute("vacuum analyze");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    System.out.printf(
        "%,d cases made within %d s%n", cases, Duration.between(start, Instant.now()).toSeconds());
  }

  private static void show(String what, List<Taken> taken, double plain, int most) {
    var times = taken.stream().mapToDouble(Taken::milliseconds).sorted().toArray();
    System.out.printf(
        "%s: %d; median %.1f ms, 95 of 100 within %.1f ms, the slowest %.1f ms; over 50 ms: %d%n",
        what,
        times.length,
        times[times.length / 2],
        times[(int) (times.length * 0.95)],
        times[times.length - 1],
        Arrays.stream(times).filter(t -> t > SLOW).count());
    taken.stream()
        .sorted(Comparator.comparingDouble(Taken::milliseconds).reversed())
        .limit(most)
        .forEach(
            t ->
                System.out.printf(
                    "  %7.1f ms  %5.1f x  %s%n",
                    t.milliseconds(), t.milliseconds() / plain, t.filter()));
  }

  /** The least of several: what else the machine does only ever adds to it. */
  private double least(String filter) throws IOException, InterruptedException {
    double least = time(filter);
    for (int i = 1; i < TIMES || least > SLOW && i < 2 * TIMES; i++) {
      least = Math.min(least, time(filter));
    }
    return least;
  }

  /** Milliseconds; less than none where the two contradict each other. */
  private double time(String filter) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    demarc.url()
                        + "/api/v1/cases?q="
                        + URLEncoder.encode(filter, StandardCharsets.UTF_8)))
            .header("Authorization", "Bearer it-key")
            .build();
    long start = System.nanoTime();
    int status = http.send(request, BodyHandlers.ofString()).statusCode();
    if (status == 422) {
      return -1;
    }
    if (status != 200) {
      throw new IllegalStateException(filter + " answers " + status);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static String resource(String name) throws IOException {
    try (var in = FindingRun.class.getResourceAsStream("/finding/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
