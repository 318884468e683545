package dev.demarc.routing;

import java.util.ArrayList;

/** Says a rule's conditions in words. */
final class Conditions {

  private Conditions() {}

  static String inWords(Rule rule) {
    var words = new ArrayList<String>();
    if (rule.unsure() != null) {
      words.add(rule.unsure() ? "the engine is not sure" : "the side is decided");
    }
    if (rule.side() != null) {
      words.add("side is " + rule.side().slug());
    }
    if (rule.category() != null) {
      words.add("category is " + rule.category());
    }
    if (rule.service() != null) {
      words.add("service is " + rule.service());
    }
    if (rule.accountId() != null) {
      words.add("account is " + rule.accountId());
    }
    return words.isEmpty() ? "always" : String.join(" and ", words);
  }
}
