package dev.demarc.casework.work;

import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.WorkKind;
import dev.demarc.casework.dispatch.Dispatch;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Category;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A person decides whose work a case is; the engine's own decision stays beside it. */
@ApplicationScoped
public class Decisions {

  /**
   * What a person says; what is null stays as it is.
   *
   * @param reason why; needed, so that the next reader can follow
   */
  public record Decision(
      Responsibility responsibility,
      String service,
      @Nullable Category category,
      List<Layer> layers,
      String reason) {

    public Decision {
      reason = TypedText.reason(reason);
      service = TypedText.atMost(100, "service", service);
    }
  }

  private final Cases cases;
  private final WorkPermissions permissions;
  private final Dispatch dispatch;
  private final EngineInForce engines;
  private final Changes changes;
  private final Clock clock;

  Decisions(
      Cases cases,
      WorkPermissions permissions,
      Dispatch dispatch,
      EngineInForce engines,
      Changes changes,
      Clock clock) {
    this.cases = cases;
    this.permissions = permissions;
    this.dispatch = dispatch;
    this.engines = engines;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * @throws Problem NOT_FOUND, CONFLICT (closed or merged), OUT_OF_DATE, PRECONDITION_FAILED;
   *     FORBIDDEN where it would withdraw another team's part
   */
  @Transactional
  public void decide(CaseKey key, Decision decision, ExpectedVersion expected, Actor actor) {
    var on = cases.takeOpen(key, expected);
    permissions.requireAll(withdrawn(on, decision));
    var before = cases.assessmentInForce(on).toAssessment();
    changes.record(on, "decision", actor, () -> apply(on, before, decision, actor));
  }

  private void apply(IncidentCase on, Assessment before, Decision decision, Actor actor) {
    var layers = layers(on, decision, before);
    on.responsibility = decision.responsibility();
    on.confidence = 1;
    on.layers = layers.stream().map(Layer::slug).toList();
    if (decision.service() != null && !decision.service().isBlank()) {
      on.service = decision.service();
    }
    if (decision.category() != null) {
      on.category = decision.category().slug();
    }
    on.changed(clock.instant());
    dispatch.apply(on, assessment(on, layers, before), actor, decision.reason());
  }

  /**
   * Those named; else those that were, and beside them, for a side that has no part of any, its
   * layer next to the line: so that the side's work is what the matrix says and not a guess.
   */
  private List<Layer> layers(IncidentCase on, Decision decision, Assessment before) {
    if (decision.layers() != null && !decision.layers().isEmpty()) {
      return decision.layers();
    }
    var service =
        decision.service() == null || decision.service().isBlank()
            ? on.service
            : decision.service();
    var row = engines.engine().matrix().rowOf(service);
    var layers = new ArrayList<Layer>();
    for (var side : decision.responsibility().sides()) {
      var ofSide =
          before.layers().stream()
              .filter(layer -> row.cell(layer).map(cell -> cell.partOf(side)).isPresent())
              .toList();
      layers.addAll(ofSide.isEmpty() ? row.nextToLine(side).stream().toList() : ofSide);
    }
    return layers.isEmpty() ? before.layers() : layers.stream().distinct().toList();
  }

  private List<WorkItem> withdrawn(IncidentCase on, Decision decision) {
    return cases.workItems(on).stream()
        .filter(item -> item.kind == WorkKind.REMEDY)
        .filter(item -> !decision.responsibility().sides().contains(item.side))
        .toList();
  }

  private Assessment assessment(IncidentCase on, List<Layer> layers, Assessment before) {
    var matrix = engines.engine().matrix();
    return new Assessment(
        before.kind(),
        on.category(),
        on.category().taxonomy(),
        on.service,
        layers,
        on.responsibility,
        1,
        true,
        before.reasons(),
        List.of(),
        on.responsibility.sides().stream()
            .map(side -> new Assessment.Part(side, task(matrix, on, layers, side, before)))
            .toList(),
        List.of(),
        on.responsibility == Responsibility.CUSTOMER ? before.enforcement() : null,
        matrix.version(),
        null);
  }

  /** What the matrix gives the side on these layers; else what was said before. */
  private static String task(
      Matrix matrix, IncidentCase on, List<Layer> layers, Side side, Assessment before) {
    return layers.stream()
        .flatMap(layer -> matrix.cell(on.service, layer).stream())
        .map(cell -> cell.partOf(side))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> before.taskOf(side));
  }
}
