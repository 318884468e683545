package dev.demarc.sns;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The topics that asked to deliver here, and what people decided about them. */
@ApplicationScoped
public class Topics implements PanacheRepositoryBase<SnsTopic, UUID> {

  /** The job that confirms one subscription; its instance is the topic's id, and which token. */
  static final TaskDescriptor<Void> CONFIRM = TaskDescriptor.of("confirm-sns-subscription");

  private static final String EXPIRED =
      "The confirmation expired: SNS takes it for three days. Request it again in AWS (Amazon SNS,"
          + " Subscriptions, Request confirmation).";

  private final SchedulerClient jobs;
  private final Certificates certificates;
  private final Clock clock;

  Topics(SchedulerClient jobs, Certificates certificates, Clock clock) {
    this.jobs = jobs;
    this.certificates = certificates;
    this.clock = clock;
  }

  /** Newest first; of every state where {@code state} is null. */
  @Transactional
  public Page<Topic> list(
      @Nullable TopicState state, @Nullable Integer limit, @Nullable String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var query =
        getEntityManager()
            .createQuery(
                "from SnsTopic t where 1 = 1"
                    + (state == null ? "" : " and t.state = :state")
                    + (after == null ? "" : " and t.id < :after")
                    + " order by t.id desc",
                SnsTopic.class)
            .setMaxResults(size + 1);
    if (state != null) {
      query.setParameter("state", state);
    }
    if (after != null) {
      query.setParameter("after", after.id());
    }
    List<Topic> rows = query.getResultStream().map(SnsTopic::toView).toList();
    return Page.of(rows, size, topic -> new Cursor("", topic.id()).encode());
  }

  /** Why SNS could not be asked for a certificate, while it cannot. */
  public Optional<String> trouble() {
    return certificates.trouble();
  }

  /**
   * Takes the topic's messages in from now on, and confirms its subscription where SNS waits for
   * that; again, it tries the confirmation again.
   *
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public Topic approve(UUID id, String by) {
    var topic = get(id);
    if (topic.state != TopicState.APPROVED) {
      decide(topic, TopicState.APPROVED, by);
    }
    confirm(topic);
    return topic.toView();
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public Topic refuse(UUID id, String by) {
    var topic = get(id);
    if (topic.state != TopicState.REFUSED) {
      decide(topic, TopicState.REFUSED, by);
    }
    return topic.toView();
  }

  /** Forgets the topic; where it asks again, it waits again. */
  @Transactional
  public void remove(UUID id) {
    delete(get(id));
  }

  private SnsTopic get(UUID id) {
    return findByIdOptional(id).orElseThrow(() -> Problem.notFound("There is no such topic."));
  }

  void decide(SnsTopic topic, TopicState state, String by) {
    topic.state = state;
    topic.decidedBy = by;
    topic.decidedAt = clock.instant();
  }

  /** In the transaction that approved it; the visit itself is a job's. */
  void confirm(SnsTopic topic) {
    topic.lastError = null;
    topic.lastErrorAt = null;
    if (!topic.awaitsConfirmation()) {
      return;
    }
    var now = clock.instant();
    var until = topic.tokenUntil;
    if (until == null || !now.isBefore(until)) {
      failed(topic, EXPIRED, now);
      return;
    }
    jobs.scheduleIfNotExists(CONFIRM.instance(topic.id + "/" + until.toEpochMilli()).build(), now);
  }

  private static void failed(SnsTopic topic, String why, Instant now) {
    topic.lastError = why;
    topic.lastErrorAt = now;
  }

  /**
   * @return the address that confirms the subscription; empty where nothing is left to do
   */
  @Transactional
  Optional<String> toConfirm(UUID id) {
    var topic = findById(id);
    boolean confirms =
        topic != null && topic.state == TopicState.APPROVED && topic.awaitsConfirmation();
    if (confirms && !clock.instant().isBefore(topic.tokenUntil)) {
      failed(topic, EXPIRED, clock.instant());
      return Optional.empty();
    }
    return confirms ? Optional.ofNullable(topic.subscribeUrl) : Optional.empty();
  }

  /**
   * @param url that was visited; where another was asked for meanwhile, this tells nothing
   * @param error null where the subscription stands
   */
  @Transactional
  void visited(UUID id, String url, @Nullable String error) {
    var topic = findById(id);
    if (topic == null || !url.equals(topic.subscribeUrl)) {
      return;
    }
    if (error != null) {
      failed(topic, error, clock.instant());
      return;
    }
    topic.confirmedAt = clock.instant();
    topic.lastError = null;
    topic.lastErrorAt = null;
  }
}
