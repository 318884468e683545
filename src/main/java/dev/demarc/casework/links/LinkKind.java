package dev.demarc.casework.links;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What another case is to a case. */
public enum LinkKind {
  RELATED("is related to"),
  PARENT("is part of"),
  CHILD("has as a part"),
  FOLLOWS("follows"),
  FOLLOWED_BY("is followed by");

  private final String words;

  LinkKind(String words) {
    this.words = words;
  }

  /** For people, between the case and the other. */
  public String words() {
    return words;
  }

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<LinkKind> of(@Nullable String text) {
    return Arrays.stream(values()).filter(kind -> kind.slug().equalsIgnoreCase(text)).findFirst();
  }

  /** What the case is to the other. */
  LinkKind reverse() {
    return switch (this) {
      case RELATED -> RELATED;
      case PARENT -> CHILD;
      case CHILD -> PARENT;
      case FOLLOWS -> FOLLOWED_BY;
      case FOLLOWED_BY -> FOLLOWS;
    };
  }

  /** Whether it is kept as it is, and not as its reverse. */
  boolean isKept() {
    return this == RELATED || this == PARENT || this == FOLLOWS;
  }
}
