package dev.demarc.casework;

import dev.demarc.casework.rules.KnownOutcomes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

/** The outcomes that rules may name. */
@ApplicationScoped
class OutcomesOfRules implements KnownOutcomes {

  @Override
  public List<String> slugs() {
    return Arrays.stream(Outcome.values()).map(Outcome::slug).toList();
  }
}
