package dev.demarc.inventory;

import dev.demarc.outbound.OutboundHttp;
import dev.demarc.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where newer versions of AWS's address ranges come from: what the operator configured. */
final class RangeSource {

  private static final int MOST_BYTES = 20 * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String place;
  private final @Nullable Path file;
  private final @Nullable OutboundRequest request;
  private final @Nullable OutboundHttp http;

  private RangeSource(
      String place,
      @Nullable Path file,
      @Nullable OutboundRequest request,
      @Nullable OutboundHttp http) {
    this.place = place;
    this.file = file;
    this.request = request;
    this.http = http;
  }

  static RangeSource ofFile(String path) {
    return new RangeSource(path, Path.of(path), null, null);
  }

  static RangeSource ofUrl(URI url, OutboundHttp http) {
    return ofUrl(url, http, PATIENCE);
  }

  static RangeSource ofUrl(URI url, OutboundHttp http, Duration patience) {
    return new RangeSource(
        url.toString(), null, OutboundRequest.get(url, patience, MOST_BYTES), http);
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
