package dev.demarc.sns;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Asks SNS for something, from a job and never while somebody waits. Only addresses that {@link
 * AwsAddress} has checked may be given; no other place is followed to.
 */
@Singleton
class AwsVisits {

  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  record Answer(int status, byte[] body) {}

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
  Answer get(URI checked) throws IOException {
    var client =
        HttpClient.newBuilder().connectTimeout(patience).followRedirects(Redirect.NEVER).build();
    var request = HttpRequest.newBuilder(route.apply(checked)).timeout(patience).build();
    var answer = client.sendAsync(request, bounded());
    try {
      var response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body().toByteArray());
    } catch (TimeoutException e) {
      throw new IOException("it did not answer in full within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      var why = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was asked while Demarc was stopping");
    } finally {
      answer.cancel(true);
    }
  }

  private static BodyHandler<ByteArrayOutputStream> bounded() {
    return head -> {
      var bytes = new ByteArrayOutputStream();
      HttpResponse.BodySubscriber<Void> copy =
          BodySubscribers.ofByteArrayConsumer(
              part ->
                  part.ifPresent(
                      more -> {
                        if (bytes.size() + more.length > MOST_BYTES) {
                          throw new IllegalStateException("its answer is larger than 64 KiB");
                        }
                        bytes.writeBytes(more);
                      }));
      return BodySubscribers.mapping(copy, done -> bytes);
    };
  }
}
