package dev.demarc.casework;

import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.OpenQuestion;
import dev.demarc.responsibility.Reason;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Category;
import dev.demarc.shared.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One decision on a case, the engine's or a person's; the one in force decides who works. */
@Entity
@Table(name = "assessment")
public class StoredAssessment {

  @Id UUID id;

  @Column(name = "case_id")
  UUID caseId;

  @Column(name = "made_at")
  public Instant madeAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "made_by")
  public MadeBy madeBy;

  public String actor;

  @Column(name = "in_force")
  public boolean inForce;

  String category;
  String service;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> layers;

  @Enumerated(EnumType.STRING)
  Responsibility responsibility;

  double confidence;

  @Column(name = "auto_route")
  public boolean autoRoute;

  @JdbcTypeCode(SqlTypes.JSON)
  List<Reason> reasons;

  @JdbcTypeCode(SqlTypes.JSON)
  List<Assessment.Part> parts;

  @Column(name = "open_questions")
  @JdbcTypeCode(SqlTypes.JSON)
  List<OpenQuestion> openQuestions;

  @JdbcTypeCode(SqlTypes.JSON)
  List<Assessment.Reading> readings;

  @Nullable String taxonomy;
  @Nullable String enforcement;

  @Column(name = "matrix_version")
  String matrixVersion;

  @Column(name = "model_version")
  @Nullable String modelVersion;

  public @Nullable String reason;

  public enum MadeBy {
    ENGINE,
    PERSON
  }

  public static StoredAssessment of(
      UUID caseId, Assessment made, Actor actor, @Nullable String reason, Instant now) {
    var stored = new StoredAssessment();
    stored.id = Ids.next();
    stored.caseId = caseId;
    stored.madeAt = now;
    stored.madeBy = actor.equals(Actor.ENGINE) ? MadeBy.ENGINE : MadeBy.PERSON;
    stored.actor = actor.name();
    stored.inForce = true;
    stored.category = made.category().slug();
    stored.service = made.service();
    stored.layers = made.layers().stream().map(Layer::slug).toList();
    stored.responsibility = made.responsibility();
    stored.confidence = made.confidence();
    stored.autoRoute = made.autoRoute();
    stored.reasons = made.reasons();
    stored.parts = made.parts();
    stored.openQuestions = made.openQuestions();
    stored.readings = made.readings();
    stored.taxonomy = made.taxonomy();
    stored.enforcement = made.enforcement();
    stored.matrixVersion = made.matrixVersion();
    stored.modelVersion = made.modelVersion();
    stored.reason = reason;
    return stored;
  }

  public Assessment toAssessment() {
    return new Assessment(
        Category.of(category).orElse(Category.OTHER),
        taxonomy,
        service,
        layers.stream().flatMap(slug -> Layer.of(slug).stream()).toList(),
        responsibility,
        confidence,
        autoRoute,
        reasons,
        readings,
        parts,
        openQuestions,
        enforcement,
        matrixVersion,
        modelVersion);
  }
}
