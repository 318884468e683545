package dev.demarc.sns;

import dev.demarc.shared.Visit;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Asks SNS for something, from a job and never while somebody waits. Only addresses that {@link
 * AwsAddress} has checked may be given; no other place is followed to.
 */
@Singleton
class AwsVisits {

  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private volatile UnaryOperator<URI> route = UnaryOperator.identity();
  private volatile Duration patience = PATIENCE;

  /** Tests lead to a server of their own what would go to AWS. */
  void routeThrough(UnaryOperator<URI> other, Duration otherPatience) {
    route = other;
    patience = otherPatience;
  }

  /**
   * @throws IOException where no answer of at most 64 KiB came within 10 seconds; the message says
   *     why
   */
  Visit.Answer get(URI checked) throws IOException {
    try {
      return new Visit(patience, MOST_BYTES).ask(HttpRequest.newBuilder(route.apply(checked)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was asked while Demarc was stopping");
    }
  }
}
