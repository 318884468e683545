package dev.demarc.formats.text;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Stops a row that never ends, such as one with a quote that is not closed. */
public final class RowReader extends FilterReader {

  private final int longest;
  private long left;

  /**
   * @param longest characters of a row
   */
  public RowReader(Reader in, int longest) {
    super(in);
    this.longest = longest;
    nextRow();
  }

  public void nextRow() {
    left = longest;
  }

  @Override
  public int read() throws IOException {
    take(1);
    return super.read();
  }

  @Override
  public int read(char[] into, int from, int length) throws IOException {
    // the parser reads ahead: small bites keep the count near the row
    int read = super.read(into, from, Math.min(length, 1024));
    take(Math.max(read, 0));
    return read;
  }

  private void take(int characters) throws IOException {
    left -= characters;
    if (left < 0) {
      throw new IOException(
          "a row may have at most " + longest + " characters; is a quote not closed?");
    }
  }
}
