package dev.demarc.responsibility;

import dev.demarc.shared.Holding;
import java.util.List;
import java.util.Map;

/**
 * What is known of a report's matter beyond its own words.
 *
 * @param holdings who holds what it names, the sources first
 * @param answers what people answered to open questions, by the question's id
 */
public record AssessmentContext(List<Holding> holdings, Map<String, String> answers) {

  public static final AssessmentContext NOTHING = new AssessmentContext(List.of(), Map.of());

  public AssessmentContext {
    holdings = List.copyOf(holdings);
    answers = Map.copyOf(answers);
  }

  public static AssessmentContext of(List<Holding> holdings) {
    return new AssessmentContext(holdings, Map.of());
  }
}
