package dev.demarc.playbooks;

import dev.demarc.casework.views.CaseFacts;
import dev.demarc.playbooks.Playbooks.Versioned;
import dev.demarc.routing.GivenRoutes;
import dev.demarc.routing.GivenRoutes.GivenRoute;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Which playbook a case goes by, where nobody chose one. */
@ApplicationScoped
class PlaybookChoice {

  private final Playbooks playbooks;
  private final GivenRoutes given;

  PlaybookChoice(Playbooks playbooks, GivenRoutes given) {
    this.playbooks = playbooks;
    this.given = given;
  }

  /**
   * The one that the routing rules gave to a part, AWS's first; else the first that is for such
   * cases. Empty where none is.
   */
  Optional<Versioned> of(CaseFacts on) {
    return given.of(on.id()).stream()
        .flatMap(route -> playbooks.available(route.playbook()).stream())
        .findFirst()
        .or(() -> ordinary(on));
  }

  private Optional<Versioned> ordinary(CaseFacts on) {
    var sides =
        on.responsibility() == null
            ? List.<String>of()
            : on.responsibility().sides().stream().map(side -> side.slug()).toList();
    return playbooks.choose(
        on.category().slug(), on.service(), sides, on.title() + "\n" + on.excerpt());
  }

  /** Parts that were given a playbook which is gone or switched off; each once. */
  List<GivenRoute> missed(CaseFacts on) {
    return given.of(on.id()).stream()
        .filter(route -> route.playbook() != null)
        .filter(route -> playbooks.available(route.playbook()).isEmpty())
        .filter(route -> given.missPlaybook(route.workItem()))
        .toList();
  }
}
