package dev.demarc.casework.dispatch;

import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.StoredAssessment;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores what was decided on a case, which holds from then on, and tells it on the timeline. */
@ApplicationScoped
class AssessmentsInForce {

  private final Cases cases;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  AssessmentsInForce(Cases cases, Timeline timeline, EntityManager database, Clock clock) {
    this.cases = cases;
    this.timeline = timeline;
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param reason why a person decided so; null for the engine
   */
  void replace(IncidentCase on, Assessment decision, Actor actor, @Nullable String reason) {
    var before = cases.decisionOf(on).map(StoredAssessment::toAssessment).orElse(null);
    database
        .createQuery("update StoredAssessment set inForce = false where caseId = :id")
        .setParameter("id", on.id)
        .executeUpdate();
    database.persist(StoredAssessment.of(on.id, decision, actor, reason, clock.instant()));
    timeline.add(
        on.id,
        reason == null ? "assessed" : "overruled",
        actor,
        reason == null ? engineSays(decision) : personSays(decision),
        reason,
        decided(before, decision));
  }

  private static FieldChange decided(@Nullable Assessment before, Assessment now) {
    return before == null
        ? FieldChange.NONE
        : FieldChange.of("responsibility", before.responsibility(), now.responsibility())
            .with("service", before.service(), now.service())
            .with("category", before.category().slug(), now.category().slug())
            .with("layers", slugs(before), slugs(now));
  }

  private static String slugs(Assessment of) {
    return of.layers().stream().map(Layer::slug).collect(Collectors.joining(", "));
  }

  private static String engineSays(Assessment decision) {
    return String.format(
        Locale.ROOT,
        "assessed %s, %d %% sure, under matrix %s and text model %s%s",
        AssessmentWords.side(decision),
        AssessmentWords.percent(decision.confidence()),
        decision.matrixVersion(),
        decision.modelVersion(),
        decision.autoRoute() ? "" : "; people decide where it goes");
  }

  private static String personSays(Assessment decision) {
    return "decided " + AssessmentWords.side(decision) + " (" + decision.service() + ")";
  }
}
