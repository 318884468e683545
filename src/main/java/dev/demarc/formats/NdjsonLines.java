package dev.demarc.formats;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Lines of JSON, one in memory at a time. */
final class NdjsonLines implements Iterator<Piece> {

  static final String JSON = "application/json";

  private final InputStream body;
  private int line;
  private boolean ended;
  private Piece next;

  NdjsonLines(InputStream body) {
    this.body = new BufferedInputStream(body, 1 << 16);
  }

  @Override
  public boolean hasNext() {
    while (next == null && !ended) {
      next = read();
    }
    return next != null;
  }

  @Override
  public Piece next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var found = next;
    next = null;
    return found;
  }

  /** Null for an empty line and at the end. */
  private Piece read() {
    var bytes = new ByteArrayOutputStream();
    boolean tooLong = false;
    try {
      int b;
      while ((b = body.read()) >= 0 && b != '\n') {
        tooLong |= bytes.size() >= Pieces.LONGEST;
        if (!tooLong) {
          bytes.write(b);
        }
      }
      ended = b < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    line++;
    if (!tooLong && isBlank(bytes.toByteArray())) {
      return null;
    }
    if (line > Pieces.MOST) {
      ended = true;
      return Piece.refused(
          line,
          "A body may have at most "
              + Pieces.MOST
              + " lines; send this line and those after it in another request.");
    }
    return tooLong
        ? Piece.refused(line, "A line may have at most " + Pieces.LONGEST + " bytes (1 MiB).")
        : Piece.report(line, bytes.toByteArray(), JSON);
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
