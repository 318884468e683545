package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine's decision about one report.
 *
 * @param taxonomy the category's class and type in the ENISA reference incident taxonomy
 * @param service the matrix's name of the service and mode ({@code EC2}, {@code ECS on Fargate},
 *     {@code unknown})
 * @param layers the layers that the evidence points at, strongest first; never empty
 * @param confidence probability that {@code responsibility} is right, 0..1
 * @param autoRoute whether the work goes straight to the side's queue; else people look first
 * @param reasons by descending weight
 * @param parts what each side with work to do has to do, one sentence a side; of planned work of
 *     AWS's the customer has one, too
 * @param readings every side's probability, the likeliest first; together 1
 * @param openQuestions facts whose answers would change the decision; empty where none is missing
 * @param enforcement what AWS may decide beside the customer's repair, such as suspension; null
 *     where nothing of the kind is in question
 * @param modelVersion the text model's; null where a person decided
 */
public record Assessment(
    Category category,
    @Nullable String taxonomy,
    String service,
    List<Layer> layers,
    Responsibility responsibility,
    double confidence,
    boolean autoRoute,
    List<Reason> reasons,
    List<Reading> readings,
    List<Part> parts,
    List<OpenQuestion> openQuestions,
    @Nullable String enforcement,
    String matrixVersion,
    @Nullable String modelVersion) {

  /** How likely one side's reading is, 0..1, before what is missing is counted in. */
  public record Reading(Responsibility responsibility, double probability) {}

  /** One side's part of the work. */
  public record Part(Side side, @Nullable String task) {}

  public Assessment {
    layers = List.copyOf(layers);
    reasons = List.copyOf(reasons);
    readings = List.copyOf(readings);
    parts = List.copyOf(parts);
    openQuestions = List.copyOf(openQuestions);
  }

  /**
   * The sides that have work to do: those whose responsibility it is, and a customer who moves away
   * in time from what AWS works on.
   */
  public List<Side> sides() {
    var sides = EnumSet.copyOf(responsibility.sides());
    parts.forEach(part -> sides.add(part.side()));
    return List.copyOf(sides);
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
