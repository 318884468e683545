package dev.demarc.console.signin;

import dev.demarc.access.SessionCookie;
import dev.demarc.access.signin.SecondFactorOffer;
import dev.demarc.access.signin.SecondStep;
import dev.demarc.access.signin.SecondStep.Question;
import dev.demarc.access.signin.SignIn.Outcome;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
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
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What follows the right password: a code, or setting up a second factor where it is required. */
@Path("/sign-in/second-factor")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class SecondFactorPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance code(String next, String username, @Nullable String problem);

    static native TemplateInstance setUp(
        String next, String username, SecondFactorOffer offer, @Nullable String problem);

    static native TemplateInstance recoveryCodes(String next, List<String> codes);
  }

  private static final String WRONG =
      "That code is wrong, or was used before. Wait for the next one; the clock of your device must"
          + " be right.";

  private final SecondStep step;
  private final SignedIn signedIn;

  SecondFactorPages(SecondStep step, SignedIn signedIn) {
    this.step = step;
    this.signedIn = signedIn;
  }

  @GET
  public RestResponse<Object> page(@QueryParam("next") String next, HttpServerRequest request) {
    return page(200, step.question(SessionCookie.unfinished(request)), next, null);
  }

  private static RestResponse<Object> page(
      int status, Optional<Question> question, String next, @Nullable String problem) {
    return question
        .map(asked -> ask(asked, SignInPages.local(next), problem))
        .map(page -> html(status, page).build())
        .orElseGet(SecondFactorPages::anew);
  }

  private static TemplateInstance ask(Question question, String next, @Nullable String problem) {
    return question.offer() == null
        ? Templates.code(next, question.username(), problem)
        : Templates.setUp(next, question.username(), question.offer(), problem);
  }

  private static ResponseBuilder<Object> html(int status, TemplateInstance page) {
    return ResponseBuilder.create(status)
        .entity((Object) page.render())
        .type(MediaType.TEXT_HTML_TYPE);
  }

  private static RestResponse<Object> anew() {
    return PageResponses.seeOther(Notice.ENDED.address());
  }

  /**
   * @param offer what is set up; null where a code of what is set up comes
   */
  @POST
  public RestResponse<Object> take(
      @FormParam("code") String code,
      @FormParam("offer") String offer,
      @FormParam("next") String next,
      HttpServerRequest request) {
    var token = SessionCookie.unfinished(request);
    return offer == null
        ? answer(step.enterCode(token, code, SignedIn.from(request)), token, next, request)
        : setUp(token, code, offer, next, request);
  }

  private RestResponse<Object> answer(
      Outcome outcome, @Nullable String token, String next, HttpServerRequest request) {
    if (outcome instanceof Outcome.Opened opened) {
      var answer = ResponseBuilder.create(303).location(URI.create(SignInPages.local(next)));
      return signedIn.withSession(answer, opened, request).build();
    }
    if (outcome instanceof Outcome.Held held) {
      var page = page(429, step.question(token), next, SignedIn.heldBack(held));
      page.getHeaders().putSingle("Retry-After", Long.toString(SignedIn.seconds(held)));
      return page;
    }
    return outcome instanceof Outcome.Refused
        ? page(401, step.question(token), next, WRONG)
        : anew();
  }

  private RestResponse<Object> setUp(
      @Nullable String token, String code, String offer, String next, HttpServerRequest request) {
    try {
      var made = step.setUp(token, offer, code, SignedIn.from(request));
      if (made.outcome() instanceof Outcome.Opened opened) {
        var page = Templates.recoveryCodes(SignInPages.local(next), made.recoveryCodes());
        return signedIn.withSession(html(200, page), opened, request).build();
      }
      return made.outcome() instanceof Outcome.Refused
          ? page(401, step.askAgain(token, offer), next, WRONG)
          : anew();
    } catch (Problem tooOld) {
      return page(tooOld.type().status(), step.question(token), next, ProblemWords.of(tooOld));
    }
  }
}
