package dev.demarc.console.signin;

import dev.demarc.access.SessionCookie;
import dev.demarc.access.SignIn;
import dev.demarc.http.RequestTarget;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Signing in and out. */
@Path("/")
@PermitAll
public class SignInPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance signIn(String next, String username, String problem);
  }

  private final SignIn signIn;

  SignInPages(SignIn signIn) {
    this.signIn = signIn;
  }

  @GET
  @Path("sign-in")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@QueryParam("next") String next) {
    return Templates.signIn(local(next), "", null);
  }

  @POST
  @Path("sign-in")
  @Produces(MediaType.TEXT_HTML)
  public RestResponse<Object> signIn(
      @FormParam("username") String username,
      @FormParam("password") String password,
      @FormParam("next") String next,
      HttpServerRequest request) {
    var remote = request.remoteAddress();
    var outcome =
        signIn.signIn(
            new SignIn.Attempt(
                username,
                password,
                remote == null ? null : remote.hostAddress(),
                request.getHeader("User-Agent"),
                SessionCookie.device(request),
                SessionCookie.session(request)));
    if (outcome instanceof SignIn.Outcome.Opened opened) {
      return ResponseBuilder.create(303)
          .location(URI.create(local(next)))
          .header("Set-Cookie", session(opened.session(), signIn.sessionLasts(), request))
          .header(
              "Set-Cookie",
              SessionCookie.set(
                  SessionCookie.DEVICE, opened.device(), signIn.deviceLasts(), request))
          .build();
    }
    if (outcome instanceof SignIn.Outcome.Held held) {
      long seconds = held.delay().toSeconds() + 1;
      return again(429, next, username, heldBack(seconds))
          .header("Retry-After", Long.toString(seconds))
          .build();
    }
    return again(401, next, username, "That name and password do not go together.").build();
  }

  private static String heldBack(long seconds) {
    return "There were too many wrong tries. Try again in "
        + (seconds < 120 ? seconds + " s" : seconds / 60 + " min")
        + ", or on a browser that you have signed in with before.";
  }

  private static ResponseBuilder<Object> again(
      int status, String next, String username, String problem) {
    return ResponseBuilder.create(status)
        .entity(
            (Object)
                Templates.signIn(local(next), username == null ? "" : username, problem).render())
        .type(MediaType.TEXT_HTML_TYPE);
  }

  @POST
  @Path("sign-out")
  public RestResponse<Object> signOut(HttpServerRequest request) {
    var token = SessionCookie.session(request);
    if (token != null) {
      var remote = request.remoteAddress();
      signIn.signOut(token, remote == null ? null : remote.hostAddress());
    }
    return ResponseBuilder.create(303)
        .location(URI.create("/sign-in"))
        .header("Set-Cookie", session("", Duration.ZERO, request))
        .build();
  }

  private static String session(String value, Duration lasts, HttpServerRequest request) {
    return SessionCookie.set(SessionCookie.NAME, value, lasts, request);
  }

  /** Only to a page of ours: a link must not sign people in and hand them to another site. */
  static String local(String next) {
    if (next == null || !next.startsWith("/")) {
      return "/";
    }
    try {
      RequestTarget.of(next);
      return new URI(next).toString();
    } catch (Problem | URISyntaxException unreadable) {
      return "/";
    }
  }
}
