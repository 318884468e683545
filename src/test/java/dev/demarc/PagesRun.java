package dev.demarc;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills a database with the cases of half a year and takes the time and the size of each page of
 * the console, beside those of a page that shows nothing, and what it costs the processors; and
 * what open pages cost that hear of changes. {@code bench/pages [--keep folder] [--pictures folder]
 * [--only part of a name, or viewers] [cases]}.
 */
final class PagesRun {

  private static final int WARM_AT_ALL = 150;
  private static final int WARM = 12;
  private static final int TIMES = 20;
  private static final double GOAL_MS = 150;
  private static final int GOAL_BYTES = 200 * 1024;

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningDemarc demarc;
  private final Connection database;
  private final String password;

  private PagesRun(RunningDemarc demarc, Connection database, String password) {
    this.demarc = demarc;
    this.database = database;
    this.password = password;
  }

  public static void main(String[] args) throws Exception {
    int cases = 100_000;
    Path pictures = null;
    Path kept = null;
    var only = "";
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--pictures" -> pictures = Path.of(args[++i]);
        case "--keep" -> kept = Path.of(args[++i]);
        case "--only" -> only = args[++i];
        default -> cases = Integer.parseInt(args[i]);
      }
    }
    var data =
        kept == null ? Files.createTempDirectory("demarc-pages") : Files.createDirectories(kept);
    try (var demarc = RunningDemarc.start(data)) {
      var password = Files.readString(data.resolve("postgres/demarc.password")).strip();
      var url = "jdbc:postgresql://localhost:" + demarc.databasePort() + "/demarc";
      try (var database = DriverManager.getConnection(url, "demarc", password)) {
        var run = new PagesRun(demarc, database, RunningDemarc.PASSWORD);
        if (run.one("select 1 from person where username = 'some-queues'").isEmpty()) {
          run.fill(cases);
        }
        var admin = run.signedIn("admin");
        if (!only.equals("viewers")) {
          run.pages(admin, only);
        }
        if (only.isEmpty() || only.equals("viewers")) {
          new LiveViewers(demarc, database, run.keys("status = 'OPEN'", 40)).measure();
        }
        if (pictures != null) {
          run.pictures(admin, pictures, only);
        }
      }
    }
  }

  private void fill(int cases) throws Exception {
    var start = Instant.now();
    // at once: reports that stand there without their filing for a moment would be filed again
    database.setAutoCommit(false);
    try (var statement = database.createStatement()) {
      statement.execute("set finding.cases = " + cases);
      statement.execute("set finding.days = 182");
      statement.execute("set finding.figures = 'later'");
      statement.execute("set finding.done = 'CLOSED'");
      statement.execute(resource("/finding/fill.sql"));
      statement.execute(resource("/pages/fill.sql"));
      database.commit();
      database.setAutoCommit(true);
      statement.execute("vacuum analyze");
    }
    System.out.printf(
        "%,d cases made within %d s%n", cases, Duration.between(start, Instant.now()).toSeconds());
  }

  private static String resource(String name) throws IOException {
    try (var in = PagesRun.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The value of the session's cookie, with its name. */
  private String signedIn(String username) throws IOException, InterruptedException {
    var form =
        "username=" + username + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(demarc.url() + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.discarding());
    return answer
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow(() -> new IllegalStateException(username + " cannot sign in"))
        .split(";")[0];
  }

  private List<String> keys(String which, int most) throws SQLException {
    var keys = new ArrayList<String>();
    try (var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "select key from incident_case where " + which + " limit " + most)) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return keys;
  }

  private String one(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /** Paths by name. */
  private Map<String, String> paths() throws Exception {
    var filed = filed();
    var pages = new LinkedHashMap<String, String>();
    pages.put("queue", "/");
    pages.put("queue, most severe", "/?f=" + encoded("status:open severity:>=high"));
    pages.put("queue, newest of all", "/?f=" + encoded("sort:newest"));
    pages.put("queue, not sure", "/?f=" + encoded("status:open is:unsure"));
    pages.put("queue, an account", "/?f=" + encoded("account:400000000000 sort:updated"));
    pages.put("queue, a range", "/?f=" + encoded("10.0.0.0/16 status:open"));
    pages.put("queue, a word", "/?f=" + encoded("scan sort:newest"));
    pages.put("queue, a figure", "/?f=" + encoded("figure:overruled opened:<30d"));
    pages.put("queue, of one", "/?f=" + encoded("status:open assignee:person0"));
    pages.put("case", "/cases/" + filed.get("case"));
    pages.put("case, print sheet", "/cases/" + filed.get("case") + "/sheet");
    for (int reports : new int[] {40, 100, 1000}) {
      var key =
          one(
              "select key from incident_case where status = 'OPEN' and report_count >= "
                  + reports
                  + " order by report_count limit 1");
      pages.put("storm of " + reports, "/cases/" + key);
      pages.put("storm of " + reports + ", reports", "/cases/" + key + "/all/reports");
    }
    pages.put("report", "/reports/" + filed.get("report"));
    pages.put("insights", "/insights");
    pages.put("insights, 90 days", "/insights?days=90");
    pages.put("insights, a queue", "/insights?days=30&queue=customer-security");
    pages.put("insights, reporters' CSV", "/insights/reporters.csv?days=90");
    pages.put("history of an indicator", "/history?value=10.0.1.7");
    pages.put("history of an account", "/history?kind=account&value=400000000000");
    pages.put("responsibility", "/responsibility");
    pages.put("responsibility, a cell", "/responsibility?service=EC2&layer=guest-os");
    pages.put("responsibility, table", "/responsibility/table");
    pages.put("responsibility, versions", "/responsibility/policies");
    pages.put("routing", "/routing");
    pages.put("routing, tried", "/routing?key=" + filed.get("case"));
    pages.put("routing, queues", "/routing/queues");
    pages.put("inventory", "/inventory");
    pages.put("inventory, unowned", "/inventory/unowned");
    pages.put("outbox", "/outbox");
    pages.put("outbox, failed", "/outbox?status=failed");
    pages.put("stuck", "/stuck");
    pages.put("set aside", "/set-aside");
    pages.put("too few yet", "/reports/waiting");
    for (var page :
        List.of(
            "",
            "/account",
            "/people",
            "/people/admin",
            "/keys",
            "/audit",
            "/mailboxes",
            "/sns",
            "/correlation",
            "/public-form",
            "/templates",
            "/retention",
            "/samples")) {
      pages.put("settings" + page.replace("/", ", "), "/settings" + page);
    }
    pages.put("new report", "/reports/new");
    return pages;
  }

  private Map<String, String> filed() throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(demarc.url() + "/api/v1/reports"))
                .header("Authorization", "Bearer it-key")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"title\":\"Compromised EC2 instance attacks us from 192.0.2.44\","
                            + "\"description\":\"The guest OS is infected; patches are missing.\","
                            + "\"category\":\"intrusion-attempt\",\"service\":\"EC2\"}"))
                .build(),
            BodyHandlers.ofString());
    var body = JsonPath.from(answer.body());
    return Map.of("case", body.getString("caseKey"), "report", body.getString("id"));
  }

  private static String encoded(String filter) {
    return URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  /**
   * @param application milliseconds of the processors for one request, by Demarc itself
   * @param database the same, by its database
   */
  private record Taken(
      double first, double median, double most, double application, double database, int bytes) {}

  private void pages(String admin, String only) throws Exception {
    var some = signedIn("some-queues");
    var paths = paths();
    // what every page needs is compiled by then; else the first pages pay for all
    for (int i = 0; i < WARM_AT_ALL; i++) {
      time(List.of("/", paths.get("case"), "/insights").get(i % 3), admin);
    }
    var trivial = taken("/sign-in", null);
    System.out.printf(
        "%-32s %9s %9s %9s %7s %10s %10s %8s%n",
        "page", "first", "median", "95 %", "x", "CPU Demarc", "CPU base", "KB");
    show("a page that shows nothing", trivial, trivial);
    int missed = 0;
    for (var page : paths.entrySet()) {
      if (page.getKey().contains(only)) {
        missed += look(page.getKey(), page.getValue(), admin, trivial) ? 0 : 1;
      }
    }
    for (var page :
        Map.of("queue", "/", "insights", "/insights", "insights, 90 days", "/insights?days=90")
            .entrySet()) {
      if (page.getKey().contains(only)) {
        missed += look(page.getKey() + " (some queues)", page.getValue(), some, trivial) ? 0 : 1;
      }
    }
    System.out.printf(
        "%d pages miss %.0f ms (95 %% of requests) or %d KB%n", missed, GOAL_MS, GOAL_BYTES / 1024);
  }

  /** A page that is not there has missed, too. */
  private boolean look(String name, String path, String cookie, Taken trivial) throws Exception {
    try {
      return show(name, taken(path, cookie), trivial);
    } catch (IOException e) {
      System.out.printf("%-32s %s%n", name, e.getMessage());
      return false;
    }
  }

  private static boolean show(String name, Taken taken, Taken trivial) {
    boolean kept = taken.most() <= GOAL_MS && taken.bytes() <= GOAL_BYTES;
    System.out.printf(
        "%-32s %6.0f ms %6.1f ms %6.1f ms %6.1fx %7.1f ms %7.1f ms %8.1f%s%n",
        name,
        taken.first(),
        taken.median(),
        taken.most(),
        taken.median() / trivial.median(),
        taken.application(),
        taken.database(),
        taken.bytes() / 1024.0,
        kept ? "" : "  missed");
    return kept;
  }

  private Taken taken(String path, String cookie) throws Exception {
    double first = time(path, cookie)[0];
    for (int i = 0; i < WARM; i++) {
      time(path, cookie);
    }
    var times = new double[TIMES];
    int bytes = 0;
    var before = ProcessorTime.of(demarc);
    for (int i = 0; i < TIMES; i++) {
      var one = time(path, cookie);
      times[i] = one[0];
      bytes = (int) one[1];
    }
    var spent = ProcessorTime.of(demarc).minus(before);
    Arrays.sort(times);
    return new Taken(
        first,
        times[TIMES / 2],
        times[TIMES * 95 / 100 - 1],
        (double) spent.application().toMillis() / TIMES,
        (double) spent.database().toMillis() / TIMES,
        bytes);
  }

  /** Milliseconds, and bytes as they come over the wire. */
  private double[] time(String path, String cookie) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(demarc.url() + path))
            .header("Accept", "text/html,text/csv")
            .header("Accept-Encoding", "gzip");
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    long start = System.nanoTime();
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    double taken = (System.nanoTime() - start) / 1e6;
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answers " + answer.statusCode());
    }
    return new double[] {taken, answer.body().length};
  }

  private void pictures(String admin, Path folder, String only) throws Exception {
    try (var playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(
                            Path.of(
                                System.getenv()
                                    .getOrDefault("DEMARC_TEST_BROWSER", "/usr/bin/chromium")))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
      for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : new int[] {1440, 390}) {
          var context =
              browser.newContext(
                  new Browser.NewContextOptions()
                      .setColorScheme(scheme)
                      .setViewportSize(width, 900));
          context.addCookies(
              List.of(
                  new Cookie(admin.split("=", 2)[0], admin.split("=", 2)[1]).setUrl(demarc.url())));
          for (var page : paths().entrySet()) {
            if (page.getKey().contains(only) && !page.getKey().contains("CSV")) {
              picture(context.newPage(), page, folder, scheme, width);
            }
          }
          context.close();
        }
      }
    }
  }

  private void picture(
      Page page, Map.Entry<String, String> of, Path folder, ColorScheme scheme, int width) {
    page.navigate(demarc.url() + of.getValue());
    var name =
        of.getKey().replaceAll("[^a-z0-9]+", "-")
            + (width < 500 ? "-390" : "")
            + (scheme == ColorScheme.DARK ? "-dark" : "");
    page.screenshot(
        new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")).setFullPage(true));
    page.close();
  }
}
