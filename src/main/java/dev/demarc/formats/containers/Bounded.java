package dev.demarc.formats.containers;

import dev.demarc.formats.text.ChunkedBuffer;
import java.io.IOException;
import java.io.InputStream;

/** Unpacks no more than is reasonable for what was packed. */
final class Bounded {

  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_RATIO = 200;

  /** So much may come out of even the smallest container. */
  private static final int ALWAYS_ALLOWED = 1 << 20;

  private Bounded() {}

  /**
   * @param packed how many bytes it comes from
   * @throws IOException also where more comes than is allowed
   */
  static byte[] read(InputStream in, int packed) throws IOException {
    long most = Math.min(MOST_BYTES, Math.max(ALWAYS_ALLOWED, (long) packed * MOST_RATIO));
    var out = new ChunkedBuffer();
    var buffer = new byte[8 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (n > most - out.size()) {
        throw new IOException("too large");
      }
      out.write(buffer, n);
    }
    return out.toByteArray();
  }
}
