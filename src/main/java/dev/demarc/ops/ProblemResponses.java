package dev.demarc.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.demarc.shared.Problem.FieldError;
import java.util.List;

/** Says every failure as problem details (RFC 9457), without a stack trace. */
class ProblemResponses {

  /** RFC 9457 section 3.1, with the list of fields where some are not valid. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Details(
      String type,
      String title,
      int status,
      String detail,
      String instance,
      List<FieldError> errors) {}
}
