package dev.demarc.inventory;

import dev.demarc.outbound.OutboundHttp;
import dev.demarc.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Where newer versions of AWS's address ranges come from: what the operator configured. */
final class RangeSource {

  private static final int MOST_BYTES = 20 * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private interface Content {
    byte[] read() throws IOException, InterruptedException;
  }

  private final String place;
  private final Content content;

  private RangeSource(String place, Content content) {
    this.place = place;
    this.content = content;
  }

  static RangeSource ofFile(String path) {
    var file = Path.of(path);
    return new RangeSource(path, () -> contentOf(file));
  }

  static RangeSource ofUrl(URI url, OutboundHttp http) {
    return ofUrl(url, http, PATIENCE);
  }

  static RangeSource ofUrl(URI url, OutboundHttp http, Duration patience) {
    var request = OutboundRequest.get(url, patience, MOST_BYTES);
    return new RangeSource(url.toString(), () -> answerTo(request, http));
  }

  /**
   * @return the file as it is there, 20 MiB at most
   * @throws IOException where it cannot be had; the message says why
   */
  byte[] read() throws IOException, InterruptedException {
    return content.read();
  }

  private static byte[] contentOf(Path file) throws IOException {
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

  private static byte[] answerTo(OutboundRequest request, OutboundHttp http)
      throws IOException, InterruptedException {
    var answer = http.ask(request);
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
