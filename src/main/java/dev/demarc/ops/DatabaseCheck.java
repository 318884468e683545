package dev.demarc.ops;

import dev.demarc.shared.DaemonThreads;
import dev.demarc.shared.DatabaseFailure;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database takes changes, asked over a connection and on a thread of its own: it
 * answers in time whatever the pool, the request threads and the database do.
 */
@Readiness
@ApplicationScoped
class DatabaseCheck implements AsyncHealthCheck {

  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final String SILENT = "The database did not answer within 1.5 s.";

  private final SideConnections connections;
  private final ExecutorService asking =
      Executors.newSingleThreadExecutor(DaemonThreads.named("health"));
  private @Nullable CompletableFuture<Optional<String>> answer;

  DatabaseCheck(SideConnections connections) {
    this.connections = connections;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom()
        .completionStage(this::answer)
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(Optional.of(SILENT))
        .map(trouble -> HealthAnswers.response("Database", trouble));
  }

  /** One question at a time: whoever asks meanwhile hears its answer. */
  private synchronized CompletableFuture<Optional<String>> answer() {
    if (answer == null || answer.isDone()) {
      answer = CompletableFuture.supplyAsync(this::ask, asking);
    }
    return answer.copy(); // whose waiting may be cancelled, unlike the question
  }

  private Optional<String> ask() {
    try {
      boolean readOnly =
          connections.ask(
              "select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean",
              rows -> rows.next() && rows.getBoolean(1));
      return readOnly
          ? Optional.of("The database is read-only; connect Demarc to the primary.")
          : Optional.empty();
    } catch (SQLException failure) {
      var why = DatabaseFailure.of(failure).map(DatabaseFailure::words);
      return Optional.of("No use of it: " + why.orElse("" + failure.getMessage()) + ".");
    }
  }

  @PreDestroy
  void close() {
    asking.shutdownNow();
  }
}
