package dev.demarc.console;

import dev.demarc.shared.Sha256;
import io.quarkus.qute.TemplateExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Addresses of style and scripts that change with their content: browsers keep what they have, and
 * still see an upgrade at once.
 */
@TemplateExtension(namespace = "asset")
class Assets {

  private static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

  private Assets() {}

  /**
   * @param path of a file of the application, such as {@code /console.css}
   */
  static String url(String path) {
    return ADDRESSES.computeIfAbsent(path, Assets::addressed);
  }

  private static String addressed(String path) {
    var loader = Assets.class.getClassLoader();
    try (var in = loader.getResourceAsStream("META-INF/resources" + path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is no file of the application");
      }
      var digest = HexFormat.of().formatHex(Sha256.of(in.readAllBytes()));
      return path + "?v=" + digest.substring(0, 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
