package dev.demarc.drafts;

import dev.demarc.routing.RoutingNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Which texts a routing rule may name for answering the reporter. */
@ApplicationScoped
class ReplyTemplateNames implements RoutingNames {

  private final ReplyTemplates templates;

  ReplyTemplateNames(ReplyTemplates templates) {
    this.templates = templates;
  }

  @Override
  public Kind kind() {
    return Kind.TEMPLATE;
  }

  @Override
  public Collection<String> slugs() {
    return templates.all().stream().map(ReplyTemplates.ReplyTemplate::slug).toList();
  }
}
