package dev.demarc.policy;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.casework.dispatch.PastCases;
import dev.demarc.casework.dispatch.PastCases.PastCase;
import dev.demarc.responsibility.Engine;
import dev.demarc.responsibility.ShippedExamples;
import dev.demarc.responsibility.TextModel;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Learns a text model from decided cases, beside the shipped examples, and compares it with the one
 * in force on one decided case in five that neither of them gets to see in training here.
 */
@ApplicationScoped
class Training {

  private static final Logger LOG = Logger.getLogger(Training.class);
  static final int FEWEST = 20;
  private static final int MOST = 20_000;
  private static final int BATCH = 50;
  private static final int TEXT = 20_000;
  private static final int HELD_BACK_OF = 5;

  private final EntityManager database;
  private final PastCases cases;
  private final PastReports reports;
  private final InForce inForce;

  Training(EntityManager database, PastCases cases, PastReports reports, InForce inForce) {
    this.database = database;
    this.cases = cases;
    this.reports = reports;
    this.inForce = inForce;
  }

  @Produces
  @ApplicationScoped
  Task<Void> trainTextModel() {
    return Tasks.oneTime(TextModels.TRAIN)
        .execute((instance, context) -> train(UUID.fromString(instance.getId())));
  }

  private void train(UUID id) {
    try {
      var heldBack = new ArrayList<PastCase>();
      var examples = examples(heldBack);
      if (examples.size() + heldBack.size() < FEWEST) {
        throw new Problem(
            ProblemType.CONFLICT,
            "Only "
                + (examples.size() + heldBack.size())
                + " cases are decided; there is something to learn from "
                + FEWEST
                + " on.");
      }
      var version =
          QuarkusTransaction.requiringNew()
              .call(() -> database.find(StoredModel.class, id).version);
      var all = new ArrayList<>(ShippedExamples.reports());
      all.addAll(examples);
      // decided cases say nothing new of categories: the engine itself named most of theirs
      var model = TextModel.builtIn().withSides(all, version);
      var comparison = compare(model, heldBack);
      QuarkusTransaction.requiringNew().run(() -> ready(id, model, examples.size(), comparison));
    } catch (RuntimeException failure) {
      LOG.warnf("Text model %s was not trained: %s", id, failure.getMessage());
      QuarkusTransaction.requiringNew().run(() -> failed(id, failure));
    }
  }

  private List<TextModel.Example> examples(List<PastCase> heldBack) {
    var examples = new ArrayList<TextModel.Example>();
    UUID last = null;
    List<PastCase> page;
    do {
      page = cases.page(last, BATCH);
      for (var past : page) {
        last = past.id();
        if (past.settled() && isHeldBack(past)) {
          heldBack.add(past);
        } else if (past.settled()) {
          example(past).ifPresent(examples::add);
        }
      }
    } while (!page.isEmpty() && examples.size() + heldBack.size() < MOST);
    return examples;
  }

  static boolean isHeldBack(PastCase past) {
    return Math.floorMod(past.id().hashCode(), HELD_BACK_OF) == 0;
  }

  private java.util.Optional<TextModel.Example> example(PastCase past) {
    return reports
        .of(past)
        .map(
            report ->
                new TextModel.Example(
                    report.title(),
                    shortened(report.text()),
                    report.service(),
                    past.responsibility()));
  }

  private static String shortened(String text) {
    return text == null || text.length() <= TEXT ? text : text.substring(0, TEXT);
  }

  private LearnedModel.Comparison compare(TextModel learned, List<PastCase> heldBack) {
    var before = inForce.engine();
    var after = new Engine(before.matrix(), before.autoRouteThreshold(), learned);
    var was = new Tally();
    var is = new Tally();
    int moved = 0;
    for (var past : heldBack) {
      var report = reports.of(past);
      if (report.isPresent()) {
        var known = reports.known(past, report.get());
        var old = before.assess(report.get(), known);
        var now = after.assess(report.get(), known);
        was.add(past.responsibility(), old.responsibility(), old.autoRoute());
        is.add(past.responsibility(), now.responsibility(), now.autoRoute());
        moved += old.responsibility() == now.responsibility() ? 0 : 1;
      }
    }
    return new LearnedModel.Comparison(was.count, moved, was.measure(), is.measure());
  }

  /** Counts how often the engine says what people decided. */
  private static final class Tally {
    private int count;
    private int right;
    private double credit;
    private int routed;

    void add(Responsibility decided, @Nullable Responsibility said, boolean isRouted) {
      count++;
      routed += isRouted ? 1 : 0;
      right += decided == said ? 1 : 0;
      boolean half = decided != Responsibility.CUSTOMER && said != Responsibility.CUSTOMER;
      credit += decided == said ? 1 : half ? 0.5 : 0;
    }

    LearnedModel.Measure measure() {
      double all = Math.max(1, count);
      return new LearnedModel.Measure(right / all, credit / all, routed / all);
    }
  }

  private void ready(UUID id, TextModel model, int examples, LearnedModel.Comparison comparison) {
    var stored = database.find(StoredModel.class, id);
    stored.bytes = model.bytes();
    stored.examples = examples;
    stored.comparison = comparison;
    stored.status = LearnedModel.Status.READY;
  }

  private void failed(UUID id, RuntimeException failure) {
    var stored = database.find(StoredModel.class, id);
    stored.status = LearnedModel.Status.FAILED;
    stored.error = failure.getMessage();
  }
}
