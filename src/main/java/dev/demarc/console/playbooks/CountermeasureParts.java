package dev.demarc.console.playbooks;

import dev.demarc.countermeasures.Countermeasures;
import dev.demarc.countermeasures.Countermeasures.Countermeasure;
import dev.demarc.shared.CaseKey;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;

/** The countermeasures of the case that a page shows. */
@Named("countermeasureParts")
@RequestScoped
public class CountermeasureParts {

  private final Countermeasures countermeasures;

  CountermeasureParts(Countermeasures countermeasures) {
    this.countermeasures = countermeasures;
  }

  public List<Countermeasure> of(String key) {
    return countermeasures.of(new CaseKey(key));
  }
}
