package dev.demarc.casework;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.demarc.responsibility.matrix.Side;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whose turn it is while a part waits. */
public enum WaitingOn {
  AWS("AWS"),
  CUSTOMER("the customer"),
  REPORTER("the reporter"),
  THIRD_PARTY("a third party"),
  /** Only time has to pass. */
  NOBODY("nobody");

  private final String words;

  WaitingOn(String words) {
    this.words = words;
  }

  /** As it reads in a sentence. */
  public String words() {
    return words;
  }

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<WaitingOn> of(String text) {
    var wanted = text == null ? "" : text.trim().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(values()).filter(w -> w.slug().equals(wanted)).findFirst();
  }

  public static WaitingOn of(Side side) {
    return side == Side.AWS ? AWS : CUSTOMER;
  }

  /** All there are, for an error. */
  public static String slugs() {
    return Arrays.stream(values()).map(WaitingOn::slug).collect(Collectors.joining(", "));
  }
}
