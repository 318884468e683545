package dev.demarc.inventory;

import dev.demarc.shared.Visit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

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
        throw new IOException("it is larger than 20 MiB");
      }
      return bytes;
    }
  }

  private byte[] fromUrl() throws IOException, InterruptedException {
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new IOException("give an address that begins with https://");
    }
    // the operator named this place and no other: no redirect is followed
    var answer = new Visit(patience, MOST_BYTES).ask(HttpRequest.newBuilder(url));
    if (answer.status() != 200) {
      throw new IOException("it answered " + answer.status());
    }
    return answer.body();
  }

  @Override
  public String toString() {
    return place;
  }
}
