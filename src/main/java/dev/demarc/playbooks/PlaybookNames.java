package dev.demarc.playbooks;

import dev.demarc.routing.RoutingNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Which playbooks a routing rule may name. */
@ApplicationScoped
class PlaybookNames implements RoutingNames {

  private final Playbooks playbooks;

  PlaybookNames(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  @Override
  public Kind kind() {
    return Kind.PLAYBOOK;
  }

  /** Those that a case can go by: switched on. */
  @Override
  public Collection<String> slugs() {
    return playbooks.all().stream()
        .map(Playbooks.PlaybookEntry::playbook)
        .filter(Playbook::enabled)
        .map(Playbook::slug)
        .toList();
  }
}
