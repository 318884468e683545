package dev.demarc.inventory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where newer versions of AWS's address ranges come from: what the operator configured. */
final class RangeSource {

  private static final int MOST_BYTES = 20 * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String place;
  private final URI url;
  private final Path file;
  private final Duration patience;

  private RangeSource(String place, URI url, Path file, Duration patience) {
    this.place = place;
    this.url = url;
    this.file = file;
    this.patience = patience;
  }

  static RangeSource ofFile(String path) {
    return new RangeSource(path, null, Path.of(path), PATIENCE);
  }

  static RangeSource ofUrl(URI url) {
    return ofUrl(url, PATIENCE);
  }

  static RangeSource ofUrl(URI url, Duration patience) {
    return new RangeSource(url.toString(), url, null, patience);
  }

  /**
   * @return the file as it is there, 20 MiB at most
   * @throws IOException where it cannot be had; the message says why
   */
  byte[] read() throws IOException, InterruptedException {
    return file == null ? fromUrl() : fromFile();
  }

  private byte[] fromFile() throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException("there is no such file, or Demarc may not read it");
    }
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw tooLarge();
      }
      return bytes;
    }
  }

  /** All of it within the patience, also from a server that sends a byte now and then. */
  private byte[] fromUrl() throws IOException, InterruptedException {
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new IOException("give an address that begins with https://");
    }
    var client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            // the operator named this place and no other
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    var request = HttpRequest.newBuilder(url).timeout(patience).build();
    var answer = client.sendAsync(request, bounded());
    try {
      var response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("it answered " + response.statusCode());
      }
      return response.body().toByteArray();
    } catch (TimeoutException e) {
      throw new IOException("it did not answer in full within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      var why = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage());
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
                          throw new IllegalStateException(tooLarge().getMessage());
                        }
                        bytes.writeBytes(more);
                      }));
      return BodySubscribers.mapping(copy, done -> bytes);
    };
  }

  private static IOException tooLarge() {
    return new IOException("it is larger than 20 MiB");
  }

  @Override
  public String toString() {
    return place;
  }
}
