package dev.demarc.formats.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes of unknown number, kept in pages: one array that doubles needs three times their size. */
public final class ChunkedBuffer {

  private static final int SMALLEST = 1_024;
  private static final int LARGEST = 1 << 20;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] page = new byte[SMALLEST];
  private int used;
  private int size;

  public void write(byte[] from, int length) {
    int written = 0;
    while (written < length) {
      if (used == page.length) {
        full.add(page);
        page = new byte[Math.min(LARGEST, 2 * page.length)];
        used = 0;
      }
      int n = Math.min(length - written, page.length - used);
      System.arraycopy(from, written, page, used, n);
      written += n;
      used += n;
    }
    size += length;
  }

  public int size() {
    return size;
  }

  /** All the bytes; nothing can be written after this. */
  public byte[] toByteArray() {
    if (full.isEmpty()) {
      return Arrays.copyOf(page, used);
    }
    var all = new byte[size];
    int at = 0;
    for (var each : full) {
      System.arraycopy(each, 0, all, at, each.length);
      at += each.length;
    }
    System.arraycopy(page, 0, all, at, used);
    return all;
  }
}
