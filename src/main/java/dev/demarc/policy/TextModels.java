package dev.demarc.policy;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Text models that learned from decided cases, when somebody said so. */
@ApplicationScoped
public class TextModels {

  static final TaskDescriptor<Void> TRAIN = TaskDescriptor.of("train-text-model");

  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int KEPT_IN_VIEW = 50;

  private final EntityManager database;
  private final PolicyTimeline timeline;
  private final SchedulerClient jobs;
  private final Clock clock;

  TextModels(EntityManager database, PolicyTimeline timeline, SchedulerClient jobs, Clock clock) {
    this.database = database;
    this.timeline = timeline;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Starts to learn from the cases decided so far; a job does the work. */
  @Transactional
  public LearnedModel train(Actor actor) {
    var model = new StoredModel();
    model.id = Ids.next();
    model.version = "learned " + VERSION.format(clock.instant());
    model.status = LearnedModel.Status.TRAINING;
    model.trainedAt = clock.instant();
    model.trainedBy = actor.name();
    database.persist(model);
    timeline.add(actor, "started to train the text model “" + model.version + "”", null);
    jobs.scheduleIfNotExists(TRAIN.instance(model.id.toString()).scheduledTo(clock.instant()));
    return new LearnedModel(
        model.id, model.version, model.status, 0, null, null, model.trainedAt, model.trainedBy);
  }

  /** The newest ones first. */
  @Transactional
  public List<LearnedModel> list() {
    return database
        .createQuery(
            "select new dev.demarc.policy.LearnedModel(id, version, status, examples, comparison,"
                + " error, trainedAt, trainedBy) from StoredModel order by id desc",
            LearnedModel.class)
        .setMaxResults(KEPT_IN_VIEW)
        .getResultList();
  }
}
