package dev.demarc.http;

import static dev.demarc.http.RawHttp.send;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.http.Routes.Route;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Paths that a proxy, a guard and the router could each read in another way are served to nobody.
 */
@DemarcTest
class AmbiguousPathsTest {

  private static final String FOREIGN = "Origin: https://evil.example\r\n";
  private static final String KEY = "Authorization: Bearer test-key\r\n";

  private ConsoleSession session;
  private String caseKey;

  @BeforeEach
  void sign_in() {
    session = ConsoleSession.ofAdministrator();
    caseKey = Api.newCase();
  }

  private String plain(Route route) {
    return route.with(
        name -> name.equals("key") ? caseKey : name.equals("side") ? "customer" : "x");
  }

  @Test
  void no_route_is_served_under_an_ambiguous_path() throws IOException {
    var served = new ArrayList<String>();
    int at = 0;
    for (var route : Routes.all()) {
      // every route meets a quarter of the variants, and every variant a quarter of the routes,
      // half
      // of them with a cookie
      var variants = List.copyOf(variants(plain(route)));
      for (int i = at % 4; i < variants.size(); i += 4) {
        var variant = variants.get(i);
        boolean withCookie = (at / 4 + i / 4) % 2 == 0;
        var answer = send(route.verb(), variant, withCookie ? session.header() + FOREIGN : KEY);
        if (answer.status() != 400) {
          served.add(answer.status() + " " + route.verb() + " " + variant);
        }
      }
      at++;
    }
    assertThat(served).isEmpty();
  }

  private static Set<String> variants(String path) {
    var variants = new LinkedHashSet<String>();
    int second = path.indexOf('/', 1) < 0 ? path.length() : path.indexOf('/', 1);
    var first = path.substring(0, second);
    var rest = path.substring(second);
    var restWithoutSlash = rest.isEmpty() ? "x" : rest.substring(1);
    for (var parameter : List.of(";x", ";x=1", ";", "%3B", "%3bx")) {
      variants.add(first + parameter + rest);
    }
    variants.add(path + ";/..");
    for (var separator :
        List.of("%2F", "%2f", "%5C", "%5c", "\\", "//", "/./", "/%2e/", "/x/../")) {
      variants.add(first + separator + restWithoutSlash);
    }
    for (var start :
        List.of("/", "/.", "/..", "/%2e%2e", "/.%2E", "/x/..", "/api/..", "/q/%2e%2e")) {
      variants.add(start + path);
    }
    for (var end : List.of("//", "/.", "/..", "%00", "%0a", "%7F", "%", "%zz", "%4", "%c0%af")) {
      variants.add(path + end);
    }
    for (var end : List.of("%E4", "%ed%a0%80", "%252e", "%253B", "\u00e4", "\u0001", "#x", "%23")) {
      variants.add(path + end);
    }
    variants.add(path + "%C2%85");
    variants.add("http://evil.example" + path);
    variants.add("https://evil.example:443" + path);
    variants.add("HTTP:" + path);
    variants.add(path + "?x=%zz");
    variants.add(path + "?x=%00");
    if (path.length() > 1) {
      variants.add("/%" + Integer.toHexString(path.charAt(1)) + path.substring(2));
    }
    return variants;
  }

  /** The other half of the separation: an unambiguous path takes its own credential only. */
  @Test
  void a_route_of_the_api_takes_no_cookie_and_a_page_no_key_and_no_foreign_form()
      throws IOException {
    var served = new ArrayList<String>();
    for (var route : Routes.all()) {
      if (route.path().startsWith("/sign-in") && !route.changesSomething()) {
        continue; // what is for everybody
      }
      var credential = route.isConsole() ? KEY : session.header();
      var answer = send(route.verb(), plain(route), credential + FOREIGN);
      boolean toSignIn =
          answer.status() == 303
              && answer.text().toLowerCase(Locale.ROOT).contains("location: /sign-in");
      if (answer.status() < 400 && !toSignIn) {
        served.add(answer.status() + " " + route + " with another's credential");
      }
      if (route.isConsole() && route.changesSomething()) {
        var forged = send(route.verb(), plain(route), session.header() + FOREIGN);
        if (forged.status() != 403) {
          served.add(forged.status() + " " + route + " from another site");
        }
      }
    }
    assertThat(served).isEmpty();
  }

  @Test
  void the_walk_knows_every_route_of_the_openapi_document() {
    var document = new JsonPath(get("/q/openapi?format=json").asString());
    Map<String, Map<String, Object>> paths = document.getMap("paths");
    var told = new LinkedHashSet<String>();
    paths.forEach(
        (path, verbs) ->
            verbs.keySet().forEach(verb -> told.add(verb.toUpperCase(Locale.ROOT) + " " + path)));
    var walked = Routes.all().stream().map(Route::toString).collect(Collectors.toSet());
    assertThat(walked).containsAll(told.stream().filter(r -> !r.startsWith("PARAM")).toList());
    assertThat(walked).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "localhost:8080", "x", "?x", "http:", "http://", "//evil.example/"})
  void a_target_that_is_no_path_is_refused(String target) throws IOException {
    for (var verb : List.of("GET", "OPTIONS", "POST", "CONNECT")) {
      assertThat(send(verb, target, KEY).status()).as(verb).isEqualTo(400);
    }
  }

  @Test
  void signing_in_is_counted_under_its_path_only() throws IOException {
    for (var path : List.of("/sign-in;x", "/sign-in%3B", "//sign-in", "/sign-in//")) {
      assertThat(send("POST", path, "").status()).isEqualTo(400);
    }
  }

  @Test
  void names_with_other_characters_are_served_encoded() throws IOException {
    for (var name : List.of("a%20b", "caf%C3%A9", "a~b", "a%7Eb", "a+b", "a,b", "50%25", "a:b@c")) {
      assertThat(send("GET", "/api/v1/csv-mappings/" + name, KEY).status()).as(name).isEqualTo(404);
    }
    assertThat(send("GET", "/api/v1/cases?q=caf%C3%A9%20%25zz;x//..", KEY).status()).isEqualTo(200);
    assertThat(send("GET", "http://" + RawHttp.host() + "/api/v1/cases", KEY).status())
        .isEqualTo(200);
  }

  @Test
  void over_http_2_the_same_is_refused_and_served() throws Exception {
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    for (var path :
        List.of("/api/v1/cases", "/api/v1/cases;x", "/api/v1/cases", "/%61pi/v1/cases")) {
      var request =
          HttpRequest.newBuilder(URI.create("http://" + RawHttp.host() + path))
              .header("Authorization", "Bearer test-key")
              .build();
      var answer = client.send(request, BodyHandlers.discarding());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).as(path).isEqualTo(path.equals("/api/v1/cases") ? 200 : 400);
    }
  }

  @Test
  void the_refusal_says_what_to_send_instead() throws IOException {
    var answer = send("GET", "/api/v1/cases;x", KEY);
    assertThat(answer.text())
        .contains("application/problem+json")
        .contains("urn:demarc:problem:bad-request")
        .contains("';'");
    assertThat(send("GET", "/v1/abusestatuses;x", KEY).text())
        .contains("x-amzn-ErrorType: ValidationException");
    assertThat(send("GET", "/settings;x", session.header()).text())
        .contains("text/html")
        .contains("default-src 'none'");
  }
}
