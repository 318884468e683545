package dev.demarc.console.signin;

import dev.demarc.access.SessionCookie;
import dev.demarc.access.SignInOrigin;
import dev.demarc.access.signin.Sessions;
import dev.demarc.access.signin.SignIn;
import dev.demarc.access.signin.SignIn.Outcome;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Reads the cookies of a browser that signs in or out, and sets them. */
@ApplicationScoped
class SignedIn {

  private final Sessions sessions;

  SignedIn(Sessions sessions) {
    this.sessions = sessions;
  }

  static SignInOrigin from(HttpServerRequest request) {
    return new SignInOrigin(
        address(request),
        request.getHeader("User-Agent"),
        SessionCookie.device(request),
        SessionCookie.session(request));
  }

  static @Nullable String address(HttpServerRequest request) {
    var remote = request.remoteAddress();
    return remote == null ? null : remote.hostAddress();
  }

  /** What a sign-in left behind before it was complete goes. */
  <T> ResponseBuilder<T> withSession(
      ResponseBuilder<T> answer, Outcome.Opened opened, HttpServerRequest request) {
    set(answer, SessionCookie.NAME, opened.session(), sessions.longest(), request);
    set(answer, SessionCookie.DEVICE, opened.device(), SignIn.DEVICE_LASTS, request);
    if (SessionCookie.unfinished(request) != null) {
      set(answer, SessionCookie.UNFINISHED, "", Duration.ZERO, request);
    }
    return answer;
  }

  <T> ResponseBuilder<T> withoutSession(ResponseBuilder<T> answer, HttpServerRequest request) {
    return set(answer, SessionCookie.NAME, "", Duration.ZERO, request);
  }

  static <T> ResponseBuilder<T> set(
      ResponseBuilder<T> answer,
      String cookie,
      String value,
      Duration lasts,
      HttpServerRequest request) {
    return answer.header("Set-Cookie", SessionCookie.set(cookie, value, lasts, request));
  }

  static String heldBack(Outcome.Held held) {
    long seconds = seconds(held);
    return "There were too many wrong tries. Try again in "
        + (seconds < 120 ? seconds + " s" : seconds / 60 + " min")
        + ", or on a browser that you have signed in with before.";
  }

  static long seconds(Outcome.Held held) {
    return held.delay().toSeconds() + 1;
  }
}
