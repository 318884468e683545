package dev.demarc.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.UnreadableReport;
import dev.demarc.shared.DatabaseFailure;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Problem.FieldError;
import dev.demarc.shared.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Says every failure without a stack trace: as problem details (RFC 9457), or as a page. */
@RequestScoped
class ProblemResponses {

  private static final Logger LOG = Logger.getLogger(ProblemResponses.class);

  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  static final String PROBLEM_JSON = "application/problem+json";

  /**
   * RFC 9457 section 3.1, with the list of fields where some are not valid, and the Idempotency-Key
   * to repeat a request with where its outcome is not known. Some have members of their own
   * (section 3.2): the state that a change met, or what may be done instead.
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Details(
      String type,
      String title,
      int status,
      @Nullable String detail,
      List<FieldError> errors,
      @Nullable String idempotencyKey,
      @JsonAnyGetter Map<String, Object> members) {}

  @CheckedTemplate(basePath = "shared")
  static class Templates {
    /**
     * @param kind of the path: strangers are shown no way into the console
     */
    static native TemplateInstance problem(String title, @Nullable String detail, PathKind kind);
  }

  private final HttpServerRequest request;
  private final Vertx vertx;

  ProblemResponses(HttpServerRequest request, Vertx vertx) {
    this.request = request;
    this.vertx = vertx;
  }

  @ServerExceptionMapper
  RestResponse<Object> problem(Problem problem) {
    return answer(
        problem.type(),
        problem.getMessage(),
        problem.errors(),
        problem.idempotencyKey(),
        problem.members());
  }

  @ServerExceptionMapper
  RestResponse<Object> malformed(MalformedReport malformed) {
    var errors =
        malformed.errors().stream().map(e -> new FieldError(e.field(), e.message())).toList();
    return answer(
        malformed instanceof UnreadableReport ? ProblemType.UNREADABLE : ProblemType.INVALID,
        malformed.getMessage(),
        errors);
  }

  @ServerExceptionMapper({
    JacksonException.class,
    JsonMappingException.class,
    MismatchedInputException.class
  })
  RestResponse<Object> json(JacksonException unreadable) {
    return answer(UnreadableRequest.of(unreadable));
  }

  /** The API says what it wants; the console asks to sign in and comes back. */
  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  RestResponse<Object> unauthenticated() {
    if (isApi(request)) {
      return answer(
          ProblemType.UNAUTHENTICATED,
          "Send a valid key: 'Authorization: Bearer <key>'. Keys are made in the console under"
              + " Settings.",
          List.of());
    }
    var accepted = request.getHeader("Accept");
    if (accepted != null && accepted.contains(MediaType.SERVER_SENT_EVENTS)) {
      // ends a stream for good (HTML, server-sent events); a page in its place would be an error
      return RestResponse.noContent();
    }
    boolean partial = request.getHeader("HX-Request") != null;
    var signIn =
        partial
            ? "/sign-in"
            : request.method() == HttpMethod.GET
                ? "/sign-in?next=" + URLEncoder.encode(request.uri(), StandardCharsets.UTF_8)
                : "/sign-in?why=session-over"
                    + FormPage.of(request)
                        .map(page -> "&next=" + URLEncoder.encode(page, StandardCharsets.UTF_8))
                        .orElse("");
    return partial
        ? RestResponse.ResponseBuilder.<Object>create(401).header("HX-Redirect", signIn).build()
        : RestResponse.ResponseBuilder.<Object>create(303).header("Location", signIn).build();
  }

  private static boolean isApi(HttpServerRequest request) {
    return PathKind.of(request.path()).isForPrograms();
  }

  @ServerExceptionMapper
  RestResponse<Object> forbidden(ForbiddenException forbidden) {
    return answer(
        ProblemType.FORBIDDEN,
        "Your key or your role does not allow this; an administrator can give you one that does.",
        List.of());
  }

  @ServerExceptionMapper
  RestResponse<Object> http(WebApplicationException failure) {
    if (failure.getCause() instanceof JacksonException unreadable) {
      return json(unreadable);
    }
    return switch (failure.getResponse().getStatus()) {
      case 400 -> answer(ProblemType.BAD_REQUEST, "The request is not understood.", List.of());
      case 404 -> answer(ProblemType.NOT_FOUND, "There is nothing at this address.", List.of());
      case 405 ->
          answer(
              ProblemType.METHOD_NOT_ALLOWED,
              "This address does not take that method; /q/openapi lists what it takes.",
              List.of());
      case 406 ->
          answer(ProblemType.NOT_ACCEPTABLE, "Ask for application/json instead.", List.of());
      case 413 -> answer(ProblemType.TOO_LARGE, "The body may have at most 25 MiB.", List.of());
      case 415 ->
          answer(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "This Content-Type is not taken here; /q/openapi lists what is.",
              List.of());
      default -> unexpected(failure);
    };
  }

  @ServerExceptionMapper
  RestResponse<Object> unexpected(Throwable failure) {
    if (isGone()) {
      LOG.infof("A caller went away before it was answered: %s", failure.getMessage());
      return RestResponse.status(RestResponse.Status.BAD_REQUEST);
    }
    var unreadable = UnreadableRequest.of(failure);
    if (unreadable.isPresent()) {
      return answer(unreadable.get());
    }
    var database = DatabaseFailure.of(failure);
    if (database.isPresent()) {
      LOG.error("A request failed, and its caller was told to come back", failure);
      return withoutDatabase(database.get());
    }
    LOG.error("A request failed; its caller was told that it is Demarc's fault", failure);
    return answer(
        ProblemType.INTERNAL,
        "Nothing you sent is wrong; the operator finds the reason in the log.",
        List.of());
  }

  /** There is nobody to answer, or an answer was given while the body was still read. */
  private boolean isGone() {
    return request.response().ended() || request.response().closed();
  }

  /** A request may have run through several transactions: what it stored by then is not known. */
  private RestResponse<Object> withoutDatabase(DatabaseFailure kind) {
    boolean reads = READS.contains(request.method());
    return answer(
        reads ? ProblemType.UNAVAILABLE : ProblemType.OUTCOME_UNKNOWN,
        "It did not work: "
            + kind.words()
            + (reads
                ? ". Send the same request again in a few seconds."
                : ". It is not known whether the change was made: look in a few seconds, and send"
                    + " it again where it was not."),
        List.of());
  }

  private RestResponse<Object> answer(UnreadableRequest unreadable) {
    return answer(unreadable.type(), unreadable.detail(), unreadable.errors());
  }

  private RestResponse<Object> answer(
      ProblemType type, @Nullable String detail, List<FieldError> errors) {
    return answer(type, detail, errors, null, Map.of());
  }

  private RestResponse<Object> answer(
      ProblemType type,
      @Nullable String detail,
      List<FieldError> errors,
      @Nullable String idempotencyKey,
      Map<String, Object> members) {
    if (isGone()) {
      return RestResponse.status(type.status());
    }
    if (type == ProblemType.TOO_LARGE) {
      EarlyAnswer.closeAfter(request, vertx);
    }
    boolean api = isApi(request);
    if (PathKind.of(request.path()) == PathKind.AWS_API) {
      return retried(AwsErrors.answer(type, detail, errors), type).build();
    }
    var response =
        RestResponse.ResponseBuilder.<Object>create(type.status())
            .entity(
                api
                    ? new Details(
                        type.uri(),
                        type.title(),
                        type.status(),
                        detail,
                        errors,
                        idempotencyKey,
                        members)
                    : Templates.problem(type.title(), detail, PathKind.of(request.path())).render())
            .header("Content-Type", api ? PROBLEM_JSON : "text/html;charset=UTF-8");
    if (type == ProblemType.UNAUTHENTICATED) {
      response.header("WWW-Authenticate", "Bearer realm=\"demarc\"");
    }
    return retried(response, type).build();
  }

  private static RestResponse.ResponseBuilder<Object> retried(
      RestResponse.ResponseBuilder<Object> response, ProblemType type) {
    return type.isPassing() || type == ProblemType.TOO_MANY_REQUESTS
        ? response.header("Retry-After", "5")
        : response;
  }
}
