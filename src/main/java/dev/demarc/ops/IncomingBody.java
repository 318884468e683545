package dev.demarc.ops;

import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/**
 * A body as it comes over the network. It ends with a problem where it is larger than its door
 * takes, and knows whether it is being waited for.
 */
final class IncomingBody extends InputStream {

  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final InputStream body;
  private final long limit;
  private final String tooLarge;
  private long count;
  private volatile long waitingSince = NOT_WAITING;

  /**
   * @param limit bytes
   * @param tooLarge what its sender is told past the limit
   */
  IncomingBody(InputStream body, long limit, String tooLarge) {
    this.body = body;
    this.limit = limit;
    this.tooLarge = tooLarge;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    waitingSince = System.nanoTime();
    int read;
    try {
      read = body.read(into, from, most);
    } finally {
      waitingSince = NOT_WAITING;
    }
    count += Math.max(read, 0);
    if (count > limit) {
      throw new Problem(ProblemType.TOO_LARGE, tooLarge);
    }
    return read;
  }

  /** The network's own answer is no number of bytes; nobody may size anything by it. */
  @Override
  public int available() {
    return 0;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  boolean hasWaited(long seconds) {
    long since = waitingSince;
    return since != NOT_WAITING && System.nanoTime() - since > TimeUnit.SECONDS.toNanos(seconds);
  }
}
