package dev.demarc.shared;

import java.util.List;

/** A failure that the caller can act on; its message says how. */
public class Problem extends RuntimeException {

  /** A rule that one field breaks. */
  public record FieldError(String field, String message) {}

  private final ProblemType type;
  private final transient List<FieldError> errors;

  public Problem(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  public Problem(ProblemType type, String detail, List<FieldError> errors) {
    super(detail);
    this.type = type;
    this.errors = List.copyOf(errors);
  }

  public static Problem notFound(String what) {
    return new Problem(ProblemType.NOT_FOUND, what);
  }

  public static Problem invalid(String field, String message) {
    return new Problem(
        ProblemType.INVALID, field + ": " + message, List.of(new FieldError(field, message)));
  }

  public ProblemType type() {
    return type;
  }

  public List<FieldError> errors() {
    return errors;
  }
}
