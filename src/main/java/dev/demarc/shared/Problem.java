package dev.demarc.shared;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A failure that the caller can act on; its message says how. */
public class Problem extends RuntimeException {

  /** A rule that one field breaks. */
  public record FieldError(String field, @Nullable String message) {}

  private final ProblemType type;
  private final String detail;
  private final transient List<FieldError> errors;
  private final @Nullable String idempotencyKey;
  private final transient Map<String, Object> members;

  public Problem(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  public Problem(ProblemType type, String detail, List<FieldError> errors) {
    this(type, detail, errors, null, Map.of());
  }

  private Problem(
      ProblemType type,
      String detail,
      List<FieldError> errors,
      @Nullable String idempotencyKey,
      Map<String, Object> members) {
    super(detail);
    this.detail = detail;
    this.type = type;
    this.errors = List.copyOf(errors);
    this.idempotencyKey = idempotencyKey;
    this.members = Map.copyOf(members);
  }

  /** The same with one more member for programs (RFC 9457 section 3.2). */
  public Problem with(String member, Object value) {
    var more = new HashMap<>(members);
    more.put(member, value);
    return new Problem(type, getMessage(), errors, idempotencyKey, more);
  }

  /** A failure after which the same request can be sent again under this Idempotency-Key. */
  public static Problem repeatableAs(String idempotencyKey, ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), idempotencyKey, Map.of());
  }

  public static Problem notFound(String what) {
    return new Problem(ProblemType.NOT_FOUND, what);
  }

  public static Problem invalid(String field, @Nullable String message) {
    return new Problem(
        ProblemType.INVALID, field + ": " + message, List.of(new FieldError(field, message)));
  }

  /** What is wrong, and what to do. */
  @Override
  public String getMessage() {
    return detail;
  }

  public ProblemType type() {
    return type;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** What else it tells programs, by the name of the member. */
  public Map<String, Object> members() {
    return members;
  }

  /** With it the same request can be sent again and is stored once; null where there is none. */
  public @Nullable String idempotencyKey() {
    return idempotencyKey;
  }
}
