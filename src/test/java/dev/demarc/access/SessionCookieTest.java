package dev.demarc.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

  /** A request over HTTPS, or behind a trusted proxy that says so. */
  private static HttpServerRequest request(String scheme, Map<String, String> cookies) {
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            HttpServerRequest.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isSSL" -> false;
                  case "scheme" -> scheme;
                  case "getCookie" ->
                      cookies.containsKey(arguments[0])
                          ? Cookie.cookie((String) arguments[0], cookies.get(arguments[0]))
                          : null;
                  default -> throw new AssertionError("the cookie depends on " + method.getName());
                });
  }

  @Test
  void over_https_the_cookie_is_bound_to_the_host() {
    var header =
        SessionCookie.set(
            SessionCookie.NAME, "token", Duration.ofDays(7), request("https", Map.of()));
    assertThat(header)
        .startsWith("__Host-demarc-session=token;")
        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
        .doesNotContain("Domain");
  }

  @Test
  void over_http_it_has_its_plain_name() {
    var header =
        SessionCookie.set(SessionCookie.NAME, "token", Duration.ZERO, request("http", Map.of()));
    assertThat(header).startsWith("demarc-session=token;").doesNotContain("Secure");
  }

  @Test
  void a_cookie_that_was_planted_without_https_is_not_taken_over_https() {
    var planted = Map.of("demarc-session", "planted");
    assertThat(SessionCookie.session(request("https", planted))).isNull();
    assertThat(SessionCookie.session(request("http", planted))).isEqualTo("planted");
    var own = Map.of("demarc-session", "planted", "__Host-demarc-session", "own");
    assertThat(SessionCookie.session(request("https", own))).isEqualTo("own");
  }
}
