package dev.demarc.console.signin;

import dev.demarc.access.SessionCookie;
import dev.demarc.access.oidc.OidcProvider;
import dev.demarc.access.signin.SecondStep;
import dev.demarc.access.signin.Sessions;
import dev.demarc.access.signin.SignIn;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
@Path("/")
@PermitAll
public class SignInPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance signIn(
        String next,
        String username,
        @Nullable String problem,
        @Nullable String provider,
        boolean out);
  }

  private final SignIn signIn;
  private final Sessions sessions;
  private final SignedIn signedIn;
  private final OidcProvider provider;

  SignInPages(SignIn signIn, Sessions sessions, SignedIn signedIn, OidcProvider provider) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.signedIn = signedIn;
    this.provider = provider;
  }

  /**
   * @param why somebody is back here, one of {@link Notice}
   * @param out whether somebody has just signed out who may be signed in at the provider still
   */
  @GET
  @Path("sign-in")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(
      @QueryParam("next") String next,
      @QueryParam("why") String why,
      @QueryParam("out") String out) {
    return page(local(next), "", Notice.text(why), out != null);
  }

  private TemplateInstance page(
      String next, String username, @Nullable String problem, boolean out) {
    var name = provider.name().orElse(null);
    return Templates.signIn(next, username, problem, name, out && name != null);
  }

  @POST
  @Path("sign-in")
  @Produces(MediaType.TEXT_HTML)
  public RestResponse<Object> signIn(
      @FormParam("username") String username,
      @FormParam("password") String password,
      @FormParam("next") String next,
      HttpServerRequest request) {
    var outcome =
        signIn.signIn(
            new SignIn.Attempt(
                username,
                password,
                SignedIn.address(request),
                request.getHeader("User-Agent"),
                SessionCookie.device(request),
                SessionCookie.session(request)));
    if (outcome instanceof SignIn.Outcome.Opened opened) {
      return signedIn
          .withSession(
              ResponseBuilder.create(303).location(URI.create(local(next))), opened, request)
          .build();
    }
    if (outcome instanceof SignIn.Outcome.SecondStep step) {
      return secondStep(step.token(), next, request);
    }
    if (outcome instanceof SignIn.Outcome.Held held) {
      return again(429, next, username, SignedIn.heldBack(held))
          .header("Retry-After", Long.toString(SignedIn.seconds(held)))
          .build();
    }
    return again(401, next, username, "That name and password do not go together.").build();
  }

  private static RestResponse<Object> secondStep(
      String token, String next, HttpServerRequest request) {
    var page =
        "/sign-in/second-factor?next=" + URLEncoder.encode(local(next), StandardCharsets.UTF_8);
    var answer = ResponseBuilder.create(303).location(URI.create(page));
    return SignedIn.set(answer, SessionCookie.UNFINISHED, token, SecondStep.LASTS, request).build();
  }

  private ResponseBuilder<Object> again(int status, String next, String username, String problem) {
    return ResponseBuilder.create(status)
        .entity(
            (Object) page(local(next), username == null ? "" : username, problem, false).render())
        .type(MediaType.TEXT_HTML_TYPE);
  }

  @POST
  @Path("sign-out")
  public RestResponse<Object> signOut(HttpServerRequest request) {
    var token = SessionCookie.session(request);
    if (token != null) {
      sessions.signOut(token, SignedIn.address(request));
    }
    var page = provider.name().isPresent() ? "/sign-in?out=true" : "/sign-in";
    return signedIn
        .withoutSession(ResponseBuilder.create(303).location(URI.create(page)), request)
        .build();
  }

  /** Only to a page of ours: a link must not sign people in and hand them to another site. */
  static String local(@Nullable String next) {
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
