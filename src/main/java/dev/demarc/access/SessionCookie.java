package dev.demarc.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of the console. Over HTTPS their names begin with {@code __Host-} (RFC 6265bis
 * section 4.1.3.2): a browser takes such a one only from this very host and over HTTPS, so that
 * neither a neighbouring host nor somebody on the line can plant it.
 */
public final class SessionCookie {

  public static final String NAME = "demarc-session";

  /** Proves that somebody signed in on that browser before; opens nothing. */
  public static final String DEVICE = "demarc-device";

  /** Of a sign-in that wants a code still; opens nothing. */
  public static final String UNFINISHED = "demarc-sign-in";

  /** An address of ours to go to after signing in elsewhere; whoever reads it checks it. */
  public static final String NEXT = "demarc-next";

  private static final int LONGEST_NEXT = 1_000;
  private static final String PREFIX = "__Host-";

  private SessionCookie() {}

  /** Also where a proxy that is trusted (quarkus.http.proxy) ends TLS. */
  public static boolean isSecure(HttpServerRequest request) {
    return request.isSSL() || "https".equals(request.scheme());
  }

  private static String name(String plain, HttpServerRequest request) {
    return isSecure(request) ? PREFIX + plain : plain;
  }

  /** The session's token; null without one. */
  public static @Nullable String session(HttpServerRequest request) {
    return value(NAME, request);
  }

  /** The device's token; null without one. */
  public static @Nullable String device(HttpServerRequest request) {
    return value(DEVICE, request);
  }

  /** The token of a sign-in that wants a code still; null without one. */
  public static @Nullable String unfinished(HttpServerRequest request) {
    return value(UNFINISHED, request);
  }

  /** Where to go after signing in elsewhere; null without one. */
  public static @Nullable String next(HttpServerRequest request) {
    var value = value(NEXT, request);
    return value == null ? null : URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  /** Whoever leaves to sign in elsewhere comes back without the address that they wanted. */
  static void keepNext(RoutingContext context) {
    var next = context.request().getParam("next");
    if (next != null && next.length() <= LONGEST_NEXT) {
      var value = URLEncoder.encode(next, StandardCharsets.UTF_8);
      context
          .response()
          .headers()
          .add("Set-Cookie", set(NEXT, value, Duration.ofMinutes(15), context.request()));
    }
  }

  private static @Nullable String value(String plain, HttpServerRequest request) {
    var cookie = request.getCookie(name(plain, request));
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  /**
   * @param plain {@link #NAME}, {@link #DEVICE}, {@link #UNFINISHED} or {@link #NEXT}
   * @param value a token, or empty; nothing in it needs quoting
   * @param lasts zero to remove it
   * @return the value of a Set-Cookie header
   */
  public static String set(String plain, String value, Duration lasts, HttpServerRequest request) {
    return name(plain, request)
        + "="
        + value
        + "; Path=/; Max-Age="
        + lasts.toSeconds()
        + "; HttpOnly; SameSite=Lax"
        + (isSecure(request) ? "; Secure" : "");
  }
}
