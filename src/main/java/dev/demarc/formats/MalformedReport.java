package dev.demarc.formats;

import dev.demarc.formats.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report that the sender can and should mend: unreadable JSON, or a form that breaks its rules.
 */
public class MalformedReport extends RuntimeException {

  /** A rule that a field breaks; {@code field} is a JSON path without the leading {@code $}. */
  public record FieldError(String field, @Nullable String message) {
    public FieldError {
      field = Text.withoutControls(field);
      message = message == null ? null : Text.withoutControls(message);
    }
  }

  private final transient List<FieldError> errors;

  /** Unreadable as a whole. */
  public MalformedReport(String message) {
    this(message, List.of());
  }

  /** Readable, but breaks rules: one entry a field. */
  public MalformedReport(String message, List<FieldError> errors) {
    super(Text.withoutControls(message));
    this.errors = List.copyOf(errors);
  }

  public List<FieldError> errors() {
    return errors;
  }
}
