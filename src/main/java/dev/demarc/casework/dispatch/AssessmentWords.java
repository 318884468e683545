package dev.demarc.casework.dispatch;

import dev.demarc.responsibility.Assessment;

/** How a decision is told on a timeline and in mails. Pure. */
final class AssessmentWords {

  private AssessmentWords() {}

  static String side(Assessment decision) {
    return switch (decision.responsibility()) {
      case AWS -> "AWS";
      case CUSTOMER -> "customer";
      case SHARED -> "shared";
    };
  }

  /** Never 0 or 100: nothing that is only likely is told as certain. */
  static long percent(double confidence) {
    return Math.max(1, Math.min(99, Math.round(100 * confidence)));
  }
}
