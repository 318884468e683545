package dev.demarc.sns;

import dev.demarc.shared.AdvisoryLock;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Who may deliver. A valid signature says only that SNS sent something, on behalf of any AWS
 * account in the world; so a topic that nobody here said yes to waits, and few may wait.
 */
@ApplicationScoped
class Subscriptions {

  static final Duration TOKEN_LASTS = Duration.ofDays(3);

  /** Of one account, so that no stranger takes every place. */
  static final int PENDING_OF_ACCOUNT_AT_MOST = 10;

  private static final String CONFIGURATION = "configuration";

  private final Topics topics;
  private final Set<String> allowed;
  private final int pendingAtMost;
  private final Clock clock;

  Subscriptions(Topics topics, SnsSettings settings, Clock clock) {
    this.topics = topics;
    this.allowed = settings.topics().orElse(Set.of());
    this.pendingAtMost = settings.pendingAtMost();
    this.clock = clock;
  }

  /**
   * A topic asks whether it may deliver.
   *
   * @throws Problem TOO_MANY_REQUESTS where too many wait already
   * @throws RefusedMessage where what it asks to be visited is not its confirmation
   */
  @Transactional
  TopicState asked(Envelope envelope) {
    var url =
        AwsAddress.ofConfirmation(
            Objects.requireNonNullElse(envelope.subscribeUrl(), ""),
            envelope.topic(),
            envelope.token());
    var topic = known(envelope.topic());
    if (topic == null) {
      requireRoom(envelope.topic());
      topic = register(envelope.topic());
    }
    if (topic.state == TopicState.REFUSED) {
      topic.refused++;
      return topic.state;
    }
    // the later of two that overtook one another
    var until = envelope.sentAt().plus(TOKEN_LASTS);
    if (topic.tokenUntil == null || until.isAfter(topic.tokenUntil)) {
      topic.subscribeUrl = url.toString();
      topic.tokenUntil = until;
      topic.confirmedAt = null;
      topic.unsubscribedAt = null;
    }
    if (topic.state == TopicState.APPROVED) {
      topics.confirm(topic);
    }
    return topic.state;
  }

  /** Whether a message of this topic is taken in; one that is not is counted. */
  @Transactional
  TopicState ofMessage(Envelope envelope) {
    var topic = known(envelope.topic());
    if (topic == null) {
      return TopicState.PENDING;
    }
    if (topic.state != TopicState.APPROVED) {
      topic.refused++;
    }
    return topic.state;
  }

  /** Counts a message that is stored. */
  @Transactional
  void received(Envelope envelope) {
    topics.update(
        "messages = messages + 1, lastMessageAt = ?1 where arn = ?2",
        clock.instant(),
        envelope.topic().value());
  }

  /** SNS will deliver no more; the decision about the topic stands. */
  @Transactional
  TopicState ended(Envelope envelope) {
    var topic = known(envelope.topic());
    if (topic == null) {
      return TopicState.PENDING;
    }
    topic.unsubscribedAt = clock.instant();
    return topic.state;
  }

  /** One that the configuration names is entered, and approved unless a person refused it. */
  private SnsTopic known(TopicArn arn) {
    var topic = topics.find("arn", arn.value()).firstResult();
    if (allowed.contains(arn.value()) && (topic == null || topic.state == TopicState.PENDING)) {
      oneAtATime();
      topic = topics.find("arn", arn.value()).firstResult();
      topic = topic == null ? register(arn) : topic;
      topics.decide(topic, TopicState.APPROVED, CONFIGURATION);
    }
    return topic;
  }

  private void requireRoom(TopicArn arn) {
    oneAtATime();
    topics.delete("state = ?1 and tokenUntil < ?2", TopicState.PENDING, clock.instant());
    boolean full =
        topics.count("state", TopicState.PENDING) >= pendingAtMost
            || topics.count("state = ?1 and accountId = ?2", TopicState.PENDING, arn.account())
                >= PENDING_OF_ACCOUNT_AT_MOST;
    if (full) {
      throw new Problem(
          ProblemType.TOO_MANY_REQUESTS,
          "Too many topics wait for a decision here. An administrator decides under Settings,"
              + " Amazon SNS, or names the topic in demarc.sns.topics.");
    }
  }

  private SnsTopic register(TopicArn arn) {
    var topic = new SnsTopic();
    topic.id = Ids.next();
    topic.arn = arn.value();
    topic.accountId = arn.account();
    topic.state = TopicState.PENDING;
    topic.firstSeen = clock.instant();
    topics.persist(topic);
    return topic;
  }

  private void oneAtATime() {
    AdvisoryLock.SNS_TOPICS.take(topics.getEntityManager());
  }
}
