package dev.demarc.http;

import static dev.demarc.Api.client;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.SessionCookie;
import dev.demarc.http.Routes.Route;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever a caller sends, the failure is the caller's and never one of ours: no answer is a 5xx.
 */
@DemarcTest
class HostileRequestsTest {

  private static final int ROUNDS = Integer.getInteger("demarc.mutations", 2);

  /**
   * Parsers are the same for all routes: each route hears a part of the bodies, all of them all.
   */
  private static final int BODIES_PER_ROUTE = 2;

  private static final long SEED = 20_261_128;

  /** They take no value to vary, and change what all tests share. */
  private static final Set<String> NOT_TRIED =
      Set.of(
          "POST /samples",
          "POST /sign-out",
          "DELETE /api/v1/policies/in-force",
          "DELETE /api/v1/routing/versions/in-force",
          "POST /responsibility/policies/undo",
          "POST /routing/undo");

  /** What each route hears besides: bodies that are not even of the kind it takes. */
  private static final List<Map.Entry<String, String>> BODIES =
      List.of(
          Map.entry("multipart/form-data", "x"),
          Map.entry("multipart/form-data; boundary=", "--\r\n\r\n"),
          Map.entry("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: x\r\n\r\n"),
          Map.entry(
              "multipart/form-data; boundary=b",
              "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\na\0b\r\n--b--\r\n"),
          Map.entry("multipart/form-data; boundary=b", "--b--\r\n"),
          Map.entry("application/x-www-form-urlencoded", ""),
          Map.entry("application/x-www-form-urlencoded", "%zz=%&=&role&name=%00&%00=x"),
          Map.entry("application/json", "{"),
          Map.entry("application/json", "null"),
          Map.entry("application/json", "[]"),
          Map.entry("application/json", "\"\\u0000\""),
          Map.entry("application/json", "[[[[[[[[".repeat(500)),
          Map.entry("application/json;charset=x", "{}"),
          Map.entry("text/csv", "a,b\n\"\0"),
          Map.entry("text/plain", "\0"));

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<String> failures = new ArrayList<>();
  private HostileValues values;
  private ConsoleSession session;
  private List<String> mailboxes;

  @BeforeEach
  void prepare() {
    session = ConsoleSession.ofNewPerson("administrator");
    mailboxes = mailboxes();
    var caseKey = Api.newCase();
    String report =
        client().get("/api/v1/cases/" + caseKey + "/reports").jsonPath().getString("items[0].id");
    values =
        new HostileValues(
            SEED,
            Map.of(
                "key", caseKey,
                "id", report,
                "reportId", report.replace("-", ""),
                "index", "0",
                "side", "customer",
                "service", "EC2",
                "status", "in-progress",
                "version", "0",
                "reason", "Because",
                "role", "analyst"));
  }

  private static List<String> mailboxes() {
    return client().get("/api/v1/mailboxes?limit=200").jsonPath().getList("items.id");
  }

  @AfterEach
  void remove_mailboxes_that_were_made() {
    var made = new ArrayList<>(mailboxes());
    made.removeAll(mailboxes);
    made.forEach(id -> client().delete("/api/v1/mailboxes/" + id));
  }

  @Test
  void no_route_fails_whatever_its_parameters_fields_and_members_hold() throws Exception {
    for (var route : routes()) {
      for (int i = 0; i < ROUNDS; i++) {
        send(route, request(route));
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void no_route_fails_whatever_its_body_is() throws Exception {
    int next = 0;
    for (var route : routes().stream().filter(Route::changesSomething).toList()) {
      for (int i = 0; i < BODIES_PER_ROUTE; i++) {
        var body = BODIES.get(next++ % BODIES.size());
        send(
            route,
            to(path(route))
                .header("Content-Type", body.getKey())
                .method(
                    route.verb(), BodyPublishers.ofString(body.getValue(), StandardCharsets.UTF_8)),
            body.toString());
      }
    }
    assertThat(failures).isEmpty();
  }

  /** Those that may end the session come last. */
  private static List<Route> routes() {
    return Routes.all().stream()
        .filter(route -> !NOT_TRIED.contains(route.toString()))
        .sorted(
            (a, b) -> Boolean.compare(a.path().endsWith("password"), b.path().endsWith("password")))
        .toList();
  }

  private record Prepared(HttpRequest.Builder request, String sent) {}

  private Prepared request(Route route) {
    var query = new ArrayList<String>();
    var form = new ArrayList<String>();
    String body = null;
    var request = to(path(route));
    for (var parameter : route.method().getParameters()) {
      if (parameter.isAnnotationPresent(QueryParam.class) && values.sometimes(0.6)) {
        query.add(pair(parameter.getAnnotation(QueryParam.class).value()));
      } else if (parameter.isAnnotationPresent(HeaderParam.class) && values.sometimes(0.5)) {
        var name = parameter.getAnnotation(HeaderParam.class).value();
        var value = values.text(name).replaceAll("[^\\x20-\\x7e]", "").strip();
        if (!name.equals("Content-Type") && !value.isEmpty()) {
          request.header(name, value);
        }
      } else if (parameter.isAnnotationPresent(FormParam.class)) {
        fields(parameter, form);
      } else if (parameter.isAnnotationPresent(BeanParam.class)) {
        Arrays.stream(parameter.getType().getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(FormParam.class))
            .forEach(field -> fields(field, form));
      } else if (isBody(parameter)) {
        body = values.json("", parameter.getParameterizedType()).toString();
      }
    }
    if (!query.isEmpty()) {
      request.uri(uri(path(route) + "?" + String.join("&", query)));
    }
    var content = body == null ? String.join("&", form) : body;
    if (route.changesSomething()) {
      request.header(
          "Content-Type", body == null ? "application/x-www-form-urlencoded" : type(route));
      request.method(route.verb(), BodyPublishers.ofString(content, StandardCharsets.UTF_8));
    }
    return new Prepared(request, content);
  }

  private String path(Route route) {
    return route.with(
        name ->
            encoded(
                Stream.generate(() -> values.text(name))
                    .filter(
                        text -> text.matches("[^\\p{Cntrl}/\\\\;?#]+") && !text.startsWith(".."))
                    .findFirst()
                    .orElseThrow()));
  }

  private void fields(AnnotatedElement parameter, List<String> form) {
    if (values.sometimes(0.8)) {
      form.add(pair(parameter.getAnnotation(FormParam.class).value()));
    }
  }

  private String pair(String name) {
    return name + "=" + encoded(values.text(name));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean isBody(Parameter parameter) {
    return Stream.of(PathParam.class, QueryParam.class, HeaderParam.class, CookieParam.class)
            .noneMatch(parameter::isAnnotationPresent)
        && !parameter.getType().getName().startsWith("io.vertx");
  }

  private static String type(Route route) {
    var consumes =
        route.method().isAnnotationPresent(Consumes.class)
            ? route.method().getAnnotation(Consumes.class)
            : route.method().getDeclaringClass().getAnnotation(Consumes.class);
    return consumes == null || consumes.value()[0].contains("*")
        ? "application/json"
        : consumes.value()[0];
  }

  private static URI uri(String path) {
    return URI.create("http://" + RawHttp.host() + path);
  }

  private HttpRequest.Builder to(String path) {
    var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    return PathKind.of(path).takesKeys()
        ? request.header("Authorization", "Bearer test-key")
        : request
            .header("Cookie", SessionCookie.NAME + "=" + session.cookie())
            .header("X-CSRF-Token", session.csrf());
  }

  private void send(Route route, Prepared prepared) throws Exception {
    send(route, prepared.request(), prepared.sent());
  }

  private void send(Route route, HttpRequest.Builder prepared, String sent) throws Exception {
    var request = prepared.build();
    int status = status(request);
    if (status >= 500) {
      failures.add(
          status
              + " "
              + route.verb()
              + " "
              + request.uri()
              + " "
              + request.headers().map()
              + " "
              + sent.substring(0, Math.min(sent.length(), 400)));
    }
  }

  /** Again where an earlier refusal has closed the connection that the client still held. */
  private static int status(HttpRequest request) throws IOException, InterruptedException {
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException closed) {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void cursors_of_other_lists_or_with_impossible_times_are_not_valid() {
    var id = UUID.randomUUID();
    for (var time :
        List.of("", "+1000000000-12-31T23:59:59Z", "-4714-01-01T00:00:00Z", "x", "\0")) {
      var cursor = new dev.demarc.shared.Cursor(time, id).encode();
      for (var sort : List.of("newest", "updated")) {
        client().get("/api/v1/cases?sort=" + sort + "&cursor=" + cursor).then().statusCode(422);
      }
    }
  }

  @Test
  void signing_in_leads_home_where_the_next_page_is_none() {
    for (var next :
        List.of("/[", "/%zz", "/a;b", "//evil.example", "/\\evil.example", "/a b", "/%00")) {
      var answer =
          given()
              .redirects()
              .follow(false)
              .formParam("username", "admin")
              .formParam("password", "correct horse battery")
              .formParam("next", next)
              .post("/sign-in");
      assertThat(answer.statusCode()).as(next).isEqualTo(303);
      assertThat(answer.header("Location")).as(next).isEqualTo("/");
      given().queryParam("next", next).get("/sign-in").then().statusCode(200);
    }
  }
}
