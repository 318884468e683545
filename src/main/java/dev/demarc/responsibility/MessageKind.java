package dev.demarc.responsibility;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a message does, before anybody asks whose work it is. */
public enum MessageKind {
  /** It says that something happened. */
  REPORT("Report", ""),
  /** It tells what will be done or has to be done: a lifecycle, patch or maintenance notice. */
  NOTICE("Notice", ""),
  QUESTION(
      "Question",
      "It asks something and reports no incident, so nothing is routed by itself: somebody answers"
          + " it."),
  DENIAL(
      "Denial",
      "It says that something is not so, or takes a report back, and names no other cause: somebody"
          + " decides whether the case can be closed."),
  NOTHING(
      "Nothing stated",
      "It states nothing that happened (a receipt, a greeting, a disclaimer): somebody asks its"
          + " sender what it is about, or closes it.");

  private final String title;
  private final String toPeople;

  MessageKind(String title, String toPeople) {
    this.title = title;
    this.toPeople = toPeople;
  }

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static MessageKind fromJson(@Nullable String slug) {
    return of(slug);
  }

  /** Reads a slug; what was stored before there were kinds is a report. */
  public static MessageKind of(@Nullable String slug) {
    for (MessageKind kind : values()) {
      if (kind.slug().equals(slug)) {
        return kind;
      }
    }
    return REPORT;
  }

  public String title() {
    return title;
  }

  /** Whether it states something that can be somebody's work. */
  public boolean states() {
    return this == REPORT || this == NOTICE;
  }

  /** Why people look at it, in plain words; empty for what states something. */
  public String toPeople() {
    return toPeople;
  }
}
