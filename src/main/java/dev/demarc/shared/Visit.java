package dev.demarc.shared;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
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

/**
 * Asks another host over HTTP, with bounds that the host cannot stretch: all of the answer within
 * the patience, also from one that sends a byte now and then, and no redirect followed.
 *
 * @param mostBytes of the answer's body
 */
public record Visit(Duration patience, int mostBytes) {

  public record Answer(int status, byte[] body) {}

  /**
   * @throws IOException where no such answer came; the message says why
   */
  public Answer ask(HttpRequest.Builder question) throws IOException, InterruptedException {
    var client =
        HttpClient.newBuilder().connectTimeout(patience).followRedirects(Redirect.NEVER).build();
    var answer = client.sendAsync(question.timeout(patience).build(), bounded());
    try {
      var response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body().toByteArray());
    } catch (TimeoutException e) {
      throw new IOException("it did not answer in full within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      var why = e.getCause() == null ? e : e.getCause();
      throw new IOException(words(why));
    } finally {
      answer.cancel(true);
    }
  }

  private static String words(Throwable why) {
    if (why instanceof ConnectException) {
      return "nothing answers there, or no such host is known"; // it says neither itself
    }
    return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
  }

  private BodyHandler<ByteArrayOutputStream> bounded() {
    return head -> {
      var bytes = new ByteArrayOutputStream();
      HttpResponse.BodySubscriber<Void> copy =
          BodySubscribers.ofByteArrayConsumer(
              part ->
                  part.ifPresent(
                      more -> {
                        if (bytes.size() + more.length > mostBytes) {
                          throw new IllegalStateException(
                              "its answer is larger than " + said(mostBytes));
                        }
                        bytes.writeBytes(more);
                      }));
      return BodySubscribers.mapping(copy, done -> bytes);
    };
  }

  private static String said(int bytes) {
    int mebibyte = 1024 * 1024;
    return bytes < mebibyte ? bytes / 1024 + " KiB" : bytes / mebibyte + " MiB";
  }
}
