package dev.demarc.responsibility;

import dev.demarc.shared.Category;
import java.util.List;

/**
 * The engine's decision about one report.
 *
 * @param service the matrix's name of the service and mode ({@code EC2}, {@code ECS on Fargate},
 *     {@code unknown})
 * @param layers the layers that the evidence points at, strongest first; never empty
 * @param confidence probability that {@code responsibility} is right, 0..1
 * @param autoRoute whether the work goes straight to the side's queue; else people look first
 * @param reasons by descending weight
 * @param parts what each side with work to do has to do, one sentence a side
 * @param openQuestions facts whose answers would change the decision; empty where none is missing
 */
public record Assessment(
    Category category,
    String service,
    List<Layer> layers,
    Responsibility responsibility,
    double confidence,
    boolean autoRoute,
    List<Reason> reasons,
    String matrixVersion,
    List<Part> parts,
    List<String> openQuestions) {

  /** One side's part of the work. */
  public record Part(Side side, String task) {}

  public Assessment {
    layers = List.copyOf(layers);
    reasons = List.copyOf(reasons);
    parts = List.copyOf(parts);
    openQuestions = List.copyOf(openQuestions);
  }

  /** What the named side has to do. */
  public String taskOf(Side side) {
    return parts.stream()
        .filter(p -> p.side() == side)
        .map(Part::task)
        .findFirst()
        .orElse("Look into it and decide what this side has to do.");
  }
}
