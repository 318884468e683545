package dev.demarc.formats.bulk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Lines of JSON, one in memory at a time. */
final class NdjsonLines extends BulkRecordIterator {

  static final String JSON = "application/json";

  private final InputStream body;
  private int line;

  NdjsonLines(InputStream body) {
    this.body = new BufferedInputStream(body, 1 << 16);
  }

  /** Null for an empty line and at the end. */
  @Override
  @Nullable BulkRecord read() {
    var bytes = new ByteArrayOutputStream();
    boolean tooLong = false;
    try {
      int b;
      while ((b = body.read()) >= 0 && b != '\n') {
        tooLong |= bytes.size() >= BulkRecords.LONGEST;
        if (!tooLong) {
          bytes.write(b);
        }
      }
      if (b < 0) {
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

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
