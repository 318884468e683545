package dev.demarc.routing;

import java.util.Collection;

/**
 * Says which names of one kind rules may give. Where no feature implements it for a kind, any slug
 * is taken.
 */
public interface RoutingNames {

  enum Kind {
    CLOCK_POLICY("clockPolicy", "clock policy"),
    PLAYBOOK("playbook", "playbook"),
    TEMPLATE("template", "template");

    final String field;
    final String word;

    Kind(String field, String word) {
      this.field = field;
      this.word = word;
    }
  }

  Kind kind();

  /** The slugs there are. */
  Collection<String> slugs();
}
