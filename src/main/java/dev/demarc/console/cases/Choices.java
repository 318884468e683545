package dev.demarc.console.cases;

import dev.demarc.casework.Tlp;
import dev.demarc.casework.WaitingOn;
import dev.demarc.casework.outcomes.OutcomeEntry;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import java.util.List;

/** What the page's forms offer. */
public record Choices(
    List<Responsibility> responsibilities,
    List<Layer> layers,
    List<Category> categories,
    List<OutcomeEntry> outcomes,
    List<Tlp> tlps,
    List<WaitingOn> waitingOn) {

  static Choices of(List<OutcomeEntry> outcomes) {
    return new Choices(
        List.of(Responsibility.values()),
        List.of(Layer.values()),
        List.of(Category.values()),
        outcomes,
        List.of(Tlp.values()),
        List.of(WaitingOn.values()));
  }
}
