package dev.demarc.playbooks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What may move a case on from a step of its playbook. */
public enum StepEvent {
  /** Somebody ticked the step off. */
  DONE("it is done"),
  /** Somebody chose to go on from here. */
  BY_HAND("somebody chose so"),
  REPORT_JOINED("a report joined"),
  /** Somebody outside wrote. */
  ANSWER("an answer came"),
  CLOCK_WARNING("a clock is about to run out"),
  CLOCK_MISSED("a clock ran out"),
  /** A part that waited came back, because its time was past or what it waited for arrived. */
  WAIT_ENDED("a wait ended"),
  REOPENED("the case was taken up again");

  private final String words;

  StepEvent(String words) {
    this.words = words;
  }

  /** As it reads after "because". */
  public String words() {
    return words;
  }

  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<StepEvent> of(String text) {
    return Arrays.stream(values()).filter(e -> e.slug().equals(text)).findFirst();
  }

  static String slugs() {
    return Arrays.stream(values()).map(StepEvent::slug).collect(Collectors.joining(", "));
  }

  /** What a timeline entry of this kind means to a playbook; empty where nothing. */
  static Optional<StepEvent> ofTimeline(String kind) {
    return Optional.ofNullable(
        switch (kind) {
          case "joined" -> REPORT_JOINED;
          case "reply" -> ANSWER;
          case "clock-warning" -> CLOCK_WARNING;
          case "clock-missed" -> CLOCK_MISSED;
          case "wait-ended" -> WAIT_ENDED;
          case "reopened" -> REOPENED;
          default -> null;
        });
  }
}
