package dev.demarc.inventory.resolver;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.inventory.resolver.ResolverQuestions.Question;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Asks resolvers what is due, one question after another, and has cases corrected by what they
 * answer. No transaction lasts while one is asked. Where a few are slow at a time, the others wait,
 * so that no thread is missing that files reports.
 */
@ApplicationScoped
class ResolverWorker {

  private static final Logger LOG = Logger.getLogger(ResolverWorker.class);
  private static final int BATCH = 50;
  private static final int AT_A_TIME = 2;
  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);
  private static final Duration AFTER_OTHERS = Duration.ofSeconds(5);

  /** Questions wait no longer; filing a report does not touch the job, and so waits for none. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  private final Semaphore running = new Semaphore(AT_A_TIME);
  private final Resolvers resolvers;
  private final ResolverQuestions questions;
  private final ResolverAnswers answers;
  private final ResolverCall call;
  private final Instance<HolderLearned> listeners;
  private final Clock clock;

  ResolverWorker(
      Resolvers resolvers,
      ResolverQuestions questions,
      ResolverAnswers answers,
      ResolverCall call,
      @Any Instance<HolderLearned> listeners,
      Clock clock) {
    this.resolvers = resolvers;
    this.questions = questions;
    this.answers = answers;
    this.call = call;
    this.listeners = listeners;
    this.clock = clock;
  }

  @Produces
  @ApplicationScoped
  Task<Void> askResolver() {
    return Tasks.custom(ResolverJobs.ASK)
        .execute((instance, context) -> run(UUID.fromString(instance.getId())));
  }

  private CompletionHandler<Void> run(UUID id) {
    if (!running.tryAcquire()) {
      return again(AFTER_OTHERS);
    }
    try {
      return resolvers
          .enabled(id)
          .map(this::askAll)
          .orElseGet(CompletionHandler.OnCompleteRemove::new);
    } finally {
      running.release();
    }
  }

  private CompletionHandler<Void> askAll(StoredResolver resolver) {
    var end = clock.instant().plus(LONGEST_RUN);
    for (var question : questions.due(resolver.id(), BATCH)) {
      if (clock.instant().isAfter(end) || !ask(resolver, question)) {
        break; // one that does not answer now is not asked the rest just now
      }
    }
    var wait =
        questions
            .nextDue(resolver.id())
            .map(next -> Duration.between(clock.instant(), next))
            .filter(next -> next.compareTo(IDLE) < 0)
            .orElse(IDLE);
    return again(wait.isNegative() ? Duration.ofMillis(100) : wait);
  }

  /** Whether it answered. */
  private boolean ask(StoredResolver resolver, Question question) {
    try {
      if (!answers.isThere(resolver.id(), question.asked(), question.at())) {
        var secret = resolvers.secretOf(resolver);
        var answer = call.ask(resolver, secret, question.type(), question.asked(), question.at());
        answers.store(resolver, question, answer);
      }
      // last: a node that ends on the way leaves the question, and whoever has not heard hears then
      listeners.forEach(listener -> listener.learned(question.asked(), resolver.name()));
      questions.remove(question.id());
      return true;
    } catch (IOException | RuntimeException failure) {
      LOG.warnf(
          "The resolver %s was not heard of %s: %s",
          resolver.name(), question.asked(), failure.getMessage());
      questions.failed(resolver.id(), question, String.valueOf(failure.getMessage()));
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private CompletionHandler<Void> again(Duration wait) {
    return (complete, job) -> job.reschedule(complete, clock.instant().plus(wait));
  }
}
