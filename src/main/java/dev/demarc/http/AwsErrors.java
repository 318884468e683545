package dev.demarc.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.demarc.shared.Problem.FieldError;
import dev.demarc.shared.ProblemType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Failures as clients of AWS services expect them (the REST-JSON protocol): the error's name in a
 * header, a message, and for validation the fields as JSON pointers (RFC 6901).
 */
final class AwsErrors {

  record Field(String path, @Nullable String message) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Failure(@Nullable String message, List<Field> fieldList) {}

  private AwsErrors() {}

  static RestResponse.ResponseBuilder<Object> answer(
      ProblemType type, @Nullable String detail, List<FieldError> errors) {
    var fields = errors.stream().map(e -> new Field(pointer(e.field()), e.message())).toList();
    return RestResponse.ResponseBuilder.<Object>create(status(type))
        .entity(new Failure(detail, fields))
        .header("Content-Type", "application/json")
        .header("x-amzn-ErrorType", name(type));
  }

  static int status(ProblemType type) {
    return switch (type) {
      case INVALID -> 400;
      case UNAUTHENTICATED -> 403;
      default -> type.status();
    };
  }

  static String name(ProblemType type) {
    return switch (type) {
      case UNREADABLE,
          BAD_REQUEST,
          INVALID,
          UNSUPPORTED_MEDIA_TYPE,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE ->
          "ValidationException";
      case MISDIRECTED -> "UnknownEndpoint";
      case TIMED_OUT -> "RequestTimeoutException";
      case UNAUTHENTICATED -> "UnrecognizedClientException";
      case FORBIDDEN -> "AccessDeniedException";
      case NOT_FOUND -> "ResourceNotFoundException";
      case CONFLICT, OUT_OF_DATE, PRECONDITION_FAILED -> "ConflictException";
      case TOO_LARGE -> "RequestEntityTooLargeException";
      case TOO_MANY_REQUESTS -> "ThrottlingException";
      case BUSY, UNAVAILABLE, OUTCOME_UNKNOWN, NOT_READY, STOPPING -> "ServiceUnavailableException";
      case INTERNAL -> "InternalServerException";
    };
  }

  /** {@code report.xarf.evidence[0].payload} as {@code /report/xarf/evidence/0/payload}. */
  private static String pointer(String field) {
    return "/" + field.replace('.', '/').replace("[", "/").replace("]", "");
  }
}
