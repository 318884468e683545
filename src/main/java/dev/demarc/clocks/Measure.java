package dev.demarc.clocks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a clock runs to. */
public enum Measure {
  /** Somebody looked at the part: it is assigned, triaged, or something was done on it. */
  ACKNOWLEDGE("acknowledge", "acknowledged"),
  /** Work has begun, or somebody outside was written to. */
  FIRST_ACTION("first action", "begun"),
  /** Something was done or said since the last time; begins anew each time. */
  UPDATE("next update", "updated"),
  /** The part is done. */
  RESOLVE("resolve", "done"),
  /** The source of the case has the answer that it wants by a time. */
  ANSWER("answer", "answered"),
  /** Somebody outside was told whom the desk must tell: a duty with a name of its own. */
  NOTICE("notice", "given");

  private final String title;
  private final String done;

  Measure(String title, String done) {
    this.title = title;
    this.done = done;
  }

  /** As a label. */
  public String title() {
    return title;
  }

  /** As it reads after "not" or "is": {@code acknowledged}. */
  public String done() {
    return done;
  }

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Measure> of(String text) {
    var wanted = text == null ? "" : text.trim().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(values()).filter(m -> m.slug().equals(wanted)).findFirst();
  }

  /** Those that a part has, in the order in which they come. */
  static final List<Measure> OF_PARTS = List.of(ACKNOWLEDGE, FIRST_ACTION, UPDATE, RESOLVE);
}
