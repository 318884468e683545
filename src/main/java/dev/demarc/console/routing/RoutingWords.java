package dev.demarc.console.routing;

import dev.demarc.routing.rules.Gives;
import io.quarkus.qute.TemplateExtension;
import java.util.List;

/** How pages about routing say things. */
@TemplateExtension
final class RoutingWords {

  private RoutingWords() {}

  static String inWords(List<String> names) {
    return String.join(" ", names);
  }

  static String prioritySlug(Gives gives) {
    return gives.priority() == null ? "" : gives.priority().slug();
  }
}
