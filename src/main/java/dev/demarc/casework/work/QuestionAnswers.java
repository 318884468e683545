package dev.demarc.casework.work;

import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.StoredAssessment;
import dev.demarc.casework.contents.Rereading;
import dev.demarc.casework.dispatch.Dispatch;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.AssessmentContext;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.responsibility.OpenQuestion;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A person answers what the reports left open, and the engine decides again. */
@ApplicationScoped
public class QuestionAnswers {

  /**
   * @param question the id of an open question
   */
  public record GivenAnswer(String question, String answer) {

    public GivenAnswer {
      question = TypedText.clean(question);
      answer = TypedText.clean(answer);
      if (question == null || question.isBlank()) {
        throw Problem.invalid("question", "name the open question by its id");
      }
      if (answer == null || answer.isBlank()) {
        throw Problem.invalid("answer", "say what the answer is");
      }
      answer = answer.strip();
    }
  }

  private final Cases cases;
  private final Dispatch dispatch;
  private final Timeline timeline;
  private final Rereading rereading;
  private final EngineInForce engines;
  private final EntityManager database;
  private final Changes changes;
  private final AwaitedAnswers awaited;
  private final Clock clock;

  QuestionAnswers(
      Cases cases,
      Dispatch dispatch,
      Timeline timeline,
      Rereading rereading,
      EngineInForce engines,
      EntityManager database,
      Changes changes,
      AwaitedAnswers awaited,
      Clock clock) {
    this.cases = cases;
    this.dispatch = dispatch;
    this.timeline = timeline;
    this.rereading = rereading;
    this.engines = engines;
    this.database = database;
    this.changes = changes;
    this.awaited = awaited;
    this.clock = clock;
  }

  /**
   * @throws Problem NOT_FOUND; INVALID where the question is not open or the answer is none of its
   *     own; CONFLICT where the case is closed or a person has decided; OUT_OF_DATE,
   *     PRECONDITION_FAILED
   */
  @Transactional
  public void answer(CaseKey key, GivenAnswer given, ExpectedVersion expected, Actor actor) {
    var on = cases.takeOpen(key, expected);
    var inForce = cases.assessmentInForce(on);
    if (inForce.madeBy == StoredAssessment.MadeBy.PERSON) {
      throw new Problem(
          ProblemType.CONFLICT,
          inForce.actor + " has decided whose work " + key + " is; decide again to change it.");
    }
    var question = question(inForce.toAssessment(), given.question());
    check(question, given.answer());
    changes.record(
        on,
        "answer",
        actor,
        () -> {
          store(on, given, actor);
          timeline.add(
              on.id,
              "answered",
              actor,
              "answered “" + question.question() + "”",
              given.answer(),
              Visibility.INTERNAL);
          decideAgain(on);
          awaited.byQuestion(on, question.question());
        });
  }

  private static OpenQuestion question(Assessment assessment, String id) {
    return assessment.openQuestions().stream()
        .filter(q -> q.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.invalid(
                    "question",
                    assessment.openQuestions().isEmpty()
                        ? "nothing is open on this case"
                        : "open are: "
                            + assessment.openQuestions().stream()
                                .map(OpenQuestion::id)
                                .collect(Collectors.joining(", "))));
  }

  private void check(OpenQuestion question, String answer) {
    switch (question.id()) {
      case OpenQuestion.SERVICE -> {
        if (engines.engine().matrix().find(answer).isEmpty()) {
          throw Problem.invalid("answer", "the matrix has no service " + answer);
        }
      }
      case OpenQuestion.ACCOUNT -> {
        if (!answer.matches("[0-9]{12}")) {
          throw Problem.invalid("answer", "an AWS account has twelve digits");
        }
      }
      default -> {
        if (question.options().stream().noneMatch(o -> o.answer().equals(answer))) {
          throw Problem.invalid(
              "answer",
              "must be one of: "
                  + question.options().stream()
                      .map(OpenQuestion.Option::answer)
                      .collect(Collectors.joining(", ")));
        }
      }
    }
  }

  private void store(IncidentCase on, GivenAnswer given, Actor actor) {
    database
        .createNativeQuery(
            "insert into case_answer (case_id, question, answer, actor, at) values (:case,"
                + " :question, :answer, :actor, :at) on conflict (case_id, question) do update set"
                + " answer = excluded.answer, actor = excluded.actor, at = excluded.at")
        .setParameter("case", on.id)
        .setParameter("question", given.question())
        .setParameter("answer", given.answer())
        .setParameter("actor", actor.name())
        .setParameter("at", clock.instant())
        .executeUpdate();
  }

  private void decideAgain(IncidentCase on) {
    var answers = answers(on.id);
    var report = rereading.first(on.id).parsed();
    var holdings = rereading.holdings(report, on.openedAt);
    var made = engines.engine().assess(report, new AssessmentContext(holdings, answers));
    on.service = made.service();
    on.category = made.category().slug();
    on.layers = made.layers().stream().map(Layer::slug).toList();
    on.responsibility = made.responsibility();
    on.confidence = made.confidence();
    if (answers.containsKey(OpenQuestion.ACCOUNT)) {
      on.accountId = answers.get(OpenQuestion.ACCOUNT);
    }
    on.changed(clock.instant());
    dispatch.apply(on, made, Actor.ENGINE, null);
  }

  private Map<String, String> answers(UUID caseId) {
    List<?> rows =
        database
            .createNativeQuery("select question, answer from case_answer where case_id = :case")
            .setParameter("case", caseId)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
  }
}
