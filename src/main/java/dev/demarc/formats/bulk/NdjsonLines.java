package dev.demarc.formats.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Lines of JSON, one in memory at a time. */
final class NdjsonLines extends BulkRecordIterator {

  static final String JSON = "application/json";

  private final InputStream body;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private int line;

  NdjsonLines(InputStream body) {
    this.body = body;
  }

  /** Null for an empty line and at the end. */
  @Override
  @Nullable BulkRecord read() {
    var bytes = new ByteArrayOutputStream();
    boolean tooLong = false;
    try {
      int newline = -1;
      while (newline < 0 && hasMore()) {
        newline = newline();
        int end = newline < 0 ? filled : newline;
        tooLong |= end - at > BulkRecords.LONGEST - bytes.size();
        if (!tooLong) {
          bytes.write(buffer, at, end - at);
        }
        at = newline < 0 ? filled : newline + 1;
      }
      if (newline < 0) {
        end();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    line++;
    if (!tooLong && isBlank(bytes.toByteArray())) {
      return null;
    }
    if (line > BulkRecords.MOST) {
      end();
      return BulkRecord.refused(
          line,
          "A body may have at most "
              + BulkRecords.MOST
              + " lines; send this line and those after it in another request.");
    }
    return tooLong
        ? BulkRecord.refused(
            line, "A line may have at most " + BulkRecords.LONGEST + " bytes (1 MiB).")
        : BulkRecord.report(line, bytes.toByteArray(), JSON);
  }

  private boolean hasMore() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, body.read(buffer));
    }
    return filled > 0;
  }

  /** Where it is in what the buffer still has; -1 where there is none. */
  private int newline() {
    for (int i = at; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
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
