package dev.demarc.sns;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** Tells SNS that a topic may deliver here, after somebody said yes. */
@ApplicationScoped
class Confirmation {

  private static final int TRIES = 6;

  private final Topics topics;
  private final SnsRequests aws;

  Confirmation(Topics topics, SnsRequests aws) {
    this.topics = topics;
    this.aws = aws;
  }

  @Produces
  @ApplicationScoped
  Task<Void> confirmSnsSubscription() {
    return Tasks.oneTime(Topics.CONFIRM)
        .onFailure(
            FailureHandler.<Void>maxRetries(TRIES - 1)
                .withBackoff(Duration.ofSeconds(10), 4)
                .thenRemove())
        .execute(
            (instance, context) ->
                visit(
                    UUID.fromString(instance.getId().substring(0, instance.getId().indexOf('/')))));
  }

  void visit(UUID topicId) {
    topics.toConfirm(topicId).ifPresent(url -> visit(topicId, url));
  }

  private void visit(UUID topicId, String url) {
    try {
      int status = aws.get(URI.create(url)).status();
      if (status >= 500 || status == 429) {
        throw new IOException("SNS answered " + status);
      }
      topics.visited(
          topicId,
          url,
          status == 200
              ? null
              : "SNS answered "
                  + status
                  + " to the confirmation. Request it again in AWS (Amazon SNS, Subscriptions,"
                  + " Request confirmation).");
    } catch (IOException away) {
      topics.visited(
          topicId, url, "The confirmation did not reach SNS: " + away.getMessage() + ".");
      throw new UncheckedIOException(away);
    }
  }
}
