package dev.demarc.console.routing;

import dev.demarc.routing.RoutingNames;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Named;
import java.util.List;

/** What rules may give by name, for a form to offer. */
@Named("givable")
@RequestScoped
public class GivableNames {

  private final Instance<RoutingNames> names;

  GivableNames(@Any Instance<RoutingNames> names) {
    this.names = names;
  }

  public List<String> getPolicies() {
    return of(RoutingNames.Kind.CLOCK_POLICY);
  }

  public List<String> getPlaybooks() {
    return of(RoutingNames.Kind.PLAYBOOK);
  }

  public List<String> getTemplates() {
    return of(RoutingNames.Kind.TEMPLATE);
  }

  private List<String> of(RoutingNames.Kind kind) {
    return names.stream()
        .filter(known -> known.kind() == kind)
        .flatMap(known -> known.slugs().stream())
        .sorted()
        .toList();
  }
}
