package dev.demarc.sns;

import dev.demarc.outbound.OutboundHttp;
import dev.demarc.outbound.OutboundRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Asks SNS for something, from a job and never while somebody waits. Only addresses that {@link
 * AwsAddress} has checked may be given; no other place is followed to.
 */
@Singleton
class SnsRequests {

  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OutboundHttp http;
  private volatile UnaryOperator<URI> route = UnaryOperator.identity();
  private volatile Duration patience = PATIENCE;

  SnsRequests(OutboundHttp http) {
    this.http = http;
  }

  /** Tests lead to a server of their own what would go to AWS. */
  void routeThrough(UnaryOperator<URI> other, Duration otherPatience) {
    route = other;
    patience = otherPatience;
  }

  /**
   * @throws IOException where no answer of at most 64 KiB came within 10 seconds; the message says
   *     why
   */
  OutboundRequest.OutboundResponse get(URI checked) throws IOException {
    try {
      return http.ask(OutboundRequest.get(route.apply(checked), patience, MOST_BYTES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was asked while Demarc was stopping");
    }
  }
}
