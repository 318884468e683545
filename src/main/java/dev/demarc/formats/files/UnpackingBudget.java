package dev.demarc.formats.files;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * How much may be unpacked in memory for one listing or one mail, whatever an archive says of
 * itself.
 */
public final class UnpackingBudget {

  static final int MOST_ENTRIES = 1_000;
  static final long MOST_BYTES = 64L * 1024 * 1024;

  /** Ten times what 64 MiB are in the parts of 64 KiB that bgzip writes. */
  static final int MOST_MEMBERS = 10_000;

  static final int DEEPEST = 2;
  static final int RATIO = 100;

  /** Small files of one repeated line are no bombs. */
  static final long RATIO_COUNTS_FROM = 1024 * 1024;

  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** A limit was met; the message is for people. */
  static final class Spent extends IOException {
    Spent(String message) {
      super(message);
    }
  }

  private final LongSupplier nanoTime;
  private final int mostEntries;
  private final long mostBytes;
  private final long end;
  private long bytes;
  private int entries;
  private int members;

  UnpackingBudget() {
    this(System::nanoTime);
  }

  UnpackingBudget(LongSupplier nanoTime) {
    this(nanoTime, MOST_ENTRIES, MOST_BYTES);
  }

  /**
   * @param mostEntries files, of all archives that share this together
   * @param mostBytes unpacked, likewise
   */
  public UnpackingBudget(int mostEntries, long mostBytes) {
    this(System::nanoTime, mostEntries, mostBytes);
  }

  private UnpackingBudget(LongSupplier nanoTime, int mostEntries, long mostBytes) {
    this.nanoTime = nanoTime;
    this.mostEntries = mostEntries;
    this.mostBytes = mostBytes;
    this.end = nanoTime.getAsLong() + LONGEST.toNanos();
  }

  void entry() throws Spent {
    if (++entries > mostEntries) {
      throw new Spent(
          String.format(
              Locale.ROOT,
              "The archive has more than %,d entries; the rest was left.",
              mostEntries));
    }
    time();
  }

  /** A gzip file may be many in a row; empty ones give nothing, and take their time and memory. */
  private void member() throws Spent {
    if (++members > MOST_MEMBERS) {
      throw new Spent(
          String.format(
              Locale.ROOT,
              "The archive has more than %,d parts in a row; the rest was left.",
              MOST_MEMBERS));
    }
  }

  private void time() throws Spent {
    if (nanoTime.getAsLong() - end > 0) {
      throw new Spent("Looking into the archive took longer than 5 seconds.");
    }
  }

  /** The packed bytes, counted so that {@link #unpacked} can tell how they grow. */
  Packed packed(byte[] content) {
    return new Packed(content);
  }

  /** Of all members of a gzip file, one behind the other (RFC 1952 section 2.2), counted. */
  GzipCompressorInputStream gunzip(InputStream packed) throws IOException {
    return GzipCompressorInputStream.builder()
        .setInputStream(packed)
        .setDecompressConcatenated(true)
        .setOnMemberEnd(member -> member())
        .get();
  }

  /** Counts what a decompressor gives of these bytes, and stops it at the limits. */
  InputStream unpacked(InputStream decompressor, LongSupplier packed) {
    return new Watched(decompressor, packed);
  }

  /** Empty blocks in a row give nothing to count, but take their time. */
  final class Packed extends FilterInputStream {
    private long taken;

    private Packed(byte[] content) {
      super(new ByteArrayInputStream(content));
    }

    long taken() {
      return taken;
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      taken += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      time();
      int n = in.read(into, offset, length);
      taken += Math.max(0, n);
      return n;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  private final class Watched extends FilterInputStream {
    private final LongSupplier packed;
    private long read;

    private Watched(InputStream in, LongSupplier packed) {
      super(in);
      this.packed = packed;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      int n = read(one, 0, 1);
      return n < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n = in.read(into, offset, Math.min(length, 8_192));
      if (n > 0) {
        count(n);
      }
      return n;
    }

    private void count(int n) throws Spent {
      read += n;
      bytes += n;
      if (bytes > mostBytes) {
        throw new Spent("More than " + (mostBytes >> 20) + " MiB would be unpacked.");
      }
      if (read > RATIO_COUNTS_FROM && read > RATIO * Math.max(1, packed.getAsLong())) {
        throw new Spent("It unpacks to more than 100 times its size, as a zip bomb does.");
      }
      time();
    }

    /** By reading: what is skipped is unpacked all the same. */
    @Override
    public long skip(long n) throws IOException {
      var waste = new byte[8_192];
      long left = n;
      while (left > 0) {
        int got = read(waste, 0, (int) Math.min(waste.length, left));
        if (got < 0) {
          break;
        }
        left -= got;
      }
      return n - left;
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
