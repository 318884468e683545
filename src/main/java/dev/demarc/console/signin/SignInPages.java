package dev.demarc.console.signin;

import dev.demarc.access.SessionCookie;
import dev.demarc.access.SignIn;
import dev.demarc.http.RequestTarget;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.net.URISyntaxException;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in and out. */
@Path("/")
@PermitAll
public class SignInPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance signIn(String next, String username, boolean failed);
  }

  private final SignIn signIn;

  SignInPages(SignIn signIn) {
    this.signIn = signIn;
  }

  @GET
  @Path("sign-in")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@QueryParam("next") String next) {
    return Templates.signIn(local(next), "", false);
  }

  @POST
  @Path("sign-in")
  @Produces(MediaType.TEXT_HTML)
  public RestResponse<Object> signIn(
      @FormParam("username") String username,
      @FormParam("password") String password,
      @FormParam("next") String next,
      HttpServerRequest request) {
    var token = signIn.signIn(username, password);
    if (token.isEmpty()) {
      return RestResponse.ResponseBuilder.create(401)
          .entity(
              (Object)
                  Templates.signIn(local(next), username == null ? "" : username, true).render())
          .type(MediaType.TEXT_HTML_TYPE)
          .build();
    }
    int seconds = (int) SignIn.SESSION_LASTS.toSeconds();
    return RestResponse.ResponseBuilder.create(303)
        .location(URI.create(local(next)))
        .cookie(cookie(token.get(), seconds, isSecure(request)))
        .build();
  }

  @POST
  @Path("sign-out")
  public RestResponse<Object> signOut(
      @CookieParam(SessionCookie.NAME) String token, HttpServerRequest request) {
    if (token != null) {
      signIn.signOut(token);
    }
    return RestResponse.ResponseBuilder.create(303)
        .location(URI.create("/sign-in"))
        .cookie(cookie("", 0, isSecure(request)))
        .build();
  }

  /** Also where a proxy that is trusted (quarkus.http.proxy) ends TLS. */
  private static boolean isSecure(HttpServerRequest request) {
    return request.isSSL() || "https".equals(request.scheme());
  }

  private static NewCookie cookie(String value, int seconds, boolean secure) {
    return new NewCookie.Builder(SessionCookie.NAME)
        .value(value)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
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
