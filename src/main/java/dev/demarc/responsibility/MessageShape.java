package dev.demarc.responsibility;

import java.util.List;

/**
 * The shape of a message, which tells a report from a question, a denial and mere politeness: how
 * many of its sentences ask and deny, and how much of what the vocabulary knows is asserted,
 * supposed and denied.
 */
final class MessageShape {

  private MessageShape() {}

  static List<String> of(OwnWords own, List<String> meanings) {
    int asserted = count(meanings, PhraseMatches.Manner.ASSERTED + ":");
    int supposed = count(meanings, PhraseMatches.Manner.SUPPOSED + ":");
    int denied = count(meanings, PhraseMatches.DENIED);
    return List.of(
        "asking:" + part(own.asking(), own.sentences()),
        "denying:" + part(own.denying(), own.sentences()),
        "asserted:" + Math.min(6, asserted / 2),
        "supposed:" + Math.min(3, supposed),
        "denied:" + Math.min(3, denied),
        denied > asserted ? "mostly-denied" : "not-mostly-denied");
  }

  private static int count(List<String> meanings, String how) {
    return (int) meanings.stream().filter(m -> m.startsWith(how)).count();
  }

  private static String part(int some, int all) {
    return some == 0 ? "none" : 2 * some < all ? "some" : some < all ? "most" : "all";
  }
}
