package dev.demarc.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.demarc.shared.Problem.FieldError;
import dev.demarc.shared.ProblemType;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why the framework and its parsers could not read a request, in words for whoever sent it. */
record UnreadableRequest(ProblemType type, String detail, List<FieldError> errors) {

  private UnreadableRequest(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  static UnreadableRequest of(JacksonException failure) {
    if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      var field = field(mapping);
      var wanted = WantedType.of(mapping);
      return new UnreadableRequest(
          ProblemType.INVALID, field + ": " + wanted, List.of(new FieldError(field, wanted)));
    }
    var at = failure.getLocation();
    return new UnreadableRequest(
        ProblemType.UNREADABLE,
        "The body is not valid JSON"
            + (at == null
                ? "."
                : ", see line " + at.getLineNr() + ", column " + at.getColumnNr() + "."));
  }

  private static String field(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  /**
   * @return empty where the request is not what is wrong
   */
  static Optional<UnreadableRequest> of(Throwable failure) {
    if (says(failure, "Connection terminated parsing multipart")) {
      return Optional.of(
          new UnreadableRequest(
              ProblemType.UNREADABLE,
              "The body ends before its last part does; send it whole, with the boundary that its"
                  + " content type names."));
    }
    if (says(failure, "Failed to decode URL")) {
      return Optional.of(
          new UnreadableRequest(
              ProblemType.UNREADABLE,
              "The form is not valid: a '%' must be followed by two hexadecimal digits."));
    }
    if (says(failure, "Failed to parse media type")) {
      return Optional.of(
          new UnreadableRequest(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "The Content-Type must be a media type, such as application/json."));
    }
    if (failure instanceof UnsupportedEncodingException) {
      return Optional.of(
          new UnreadableRequest(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "The charset that the Content-Type names is none that is known; send UTF-8."));
    }
    return Optional.empty();
  }

  private static boolean says(Throwable failure, String start) {
    return failure.getMessage() != null && failure.getMessage().startsWith(start);
  }
}
