package dev.demarc.casework.lifecycle;

import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.outcomes.OutcomeEntry;
import dev.demarc.casework.outcomes.Outcomes;
import dev.demarc.casework.rules.KnownOutcomes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The outcomes that rules may name. */
@ApplicationScoped
class OutcomesOfRules implements KnownOutcomes {

  private final Outcomes outcomes;

  OutcomesOfRules(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public List<String> slugs() {
    return outcomes.all().stream().map(OutcomeEntry::slug).toList();
  }

  @Override
  public String named(String text) {
    return Outcome.of(text).map(Outcome::slug).orElse(text);
  }
}
