package dev.demarc.notification;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The mail server that takes what goes out. */
@ApplicationScoped
class Relay {

  private static final long SECONDS_AT_MOST = 30;

  private final ReactiveMailer mailer;
  private final Vertx vertx;

  Relay(ReactiveMailer mailer, Vertx vertx) {
    this.mailer = mailer;
    this.vertx = vertx;
  }

  /**
   * Returns when the server has taken the mail. The whole exchange runs on one event loop: called
   * from another thread, the client may set its reader on one loop after the greeting came in on
   * another, and then waits for a greeting that is gone.
   *
   * @throws CompletionException where the server refused it, or did not answer in time
   */
  void send(Mail mail) {
    var sent = new CompletableFuture<Void>();
    vertx
        .getOrCreateContext()
        .runOnContext(
            now -> mailer.send(mail).subscribe().with(sent::complete, sent::completeExceptionally));
    try {
      sent.get(SECONDS_AT_MOST, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      throw new CompletionException(refused.getCause());
    } catch (TimeoutException late) {
      throw new CompletionException(
          new TimeoutException("the relay did not answer within " + SECONDS_AT_MOST + " s"));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CompletionException(stopped);
    }
  }
}
