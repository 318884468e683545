package dev.demarc.formats.containers;

import dev.demarc.formats.text.ChunkedBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Compound File ([MS-CFB]): the little file system that Outlook and old Office write into one
 * file. No chain of sectors is followed twice around, and all that is read is together no more than
 * twice the file.
 */
public final class CompoundFile {

  private static final long SIGNATURE = 0xE11AB1A1E011CFD0L;
  private static final int HEADER_BYTES = 512;
  private static final int ENTRY_BYTES = 128;
  private static final int SHORT_SECTOR = 64;
  private static final int IN_HEADER = 109;
  private static final int MOST_ENTRIES = 20_000;
  private static final int NONE = -1;

  /** A stream or a storage; the children of a storage by their names. */
  final class Entry {

    private final int type;
    private final int left;
    private final int right;
    private final int child;
    private final int start;
    private final long size;
    private final String name;

    private Entry(Bytes in) throws IOException {
      var characters = in.take(64);
      int length = Math.max(0, Math.min(64, in.u16()) - 2);
      name = new String(characters, 0, length, StandardCharsets.UTF_16LE);
      type = in.u8();
      in.skip(1);
      left = in.i32();
      right = in.i32();
      child = in.i32();
      in.skip(36);
      start = in.i32();
      size = in.u32();
    }

    boolean isStream() {
      return type == 2;
    }

    Map<String, Entry> children() {
      var found = new LinkedHashMap<String, Entry>();
      walk(child, new BitSet(), found);
      return found;
    }

    byte[] content() throws IOException {
      return size < cutoff ? shortStream(start, size) : stream(start, size);
    }
  }

  private final byte[] raw;
  private final int sector;
  private final long cutoff;
  private final int[] table;
  private final int[] shortTable;
  private final List<Entry> entries = new ArrayList<>();
  private byte @Nullable [] shortSectors;
  private long left;

  private CompoundFile(byte[] raw) throws IOException {
    this.raw = raw;
    this.left = 2L * raw.length;
    var in = new Bytes(raw, Math.min(raw.length, 30));
    int shift = in.u16();
    if (shift != 9 && shift != 12) {
      throw new IOException("no size of sectors that there is");
    }
    sector = 1 << shift;
    in.skip(12);
    in.skip(4);
    int directory = in.i32();
    in.skip(4);
    cutoff = in.u32();
    int shortStart = in.i32();
    in.skip(4);
    int moreStart = in.i32();
    in.skip(4);
    table = table(in, moreStart);
    shortTable = numbers(chain(shortStart));
    var listed = chain(directory);
    for (int at = 0; at + ENTRY_BYTES <= listed.length && entries.size() < MOST_ENTRIES; ) {
      entries.add(new Entry(new Bytes(listed, at)));
      at += ENTRY_BYTES;
    }
  }

  public static boolean is(byte[] raw) {
    try {
      return new Bytes(raw).i64() == SIGNATURE;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * @throws IOException where it is damaged
   */
  static CompoundFile of(byte[] raw) throws IOException {
    return new CompoundFile(raw);
  }

  /** Whether an Office document needs a password: then all that it holds is encrypted. */
  public static boolean isEncryptedDocument(byte[] raw) {
    try {
      return is(raw) && of(raw).root().containsKey("EncryptedPackage");
    } catch (IOException e) {
      return false;
    }
  }

  Map<String, Entry> root() {
    return entries.isEmpty() ? Map.of() : entries.get(0).children();
  }

  /** The entries of a storage are a tree, whose order does not matter here. */
  private void walk(int from, BitSet seen, Map<String, Entry> found) {
    var waiting = new java.util.ArrayDeque<Integer>();
    waiting.push(from);
    while (!waiting.isEmpty()) {
      int at = waiting.pop();
      if (at < 0 || at >= entries.size() || seen.get(at)) {
        continue;
      }
      seen.set(at);
      var entry = entries.get(at);
      found.putIfAbsent(entry.name, entry);
      waiting.push(entry.right);
      waiting.push(entry.left);
    }
  }

  /** Which sector follows which, from the list in the header and those that go on from it. */
  private int[] table(Bytes header, int moreStart) throws IOException {
    int most = raw.length / sector + 1;
    var once = new BitSet();
    var all = new ChunkedBuffer();
    for (int i = 0; i < IN_HEADER; i++) {
      addOnce(header.i32(), most, once, all);
    }
    var seen = new BitSet();
    for (int at = moreStart; at >= 0 && at < most && !seen.get(at); ) {
      seen.set(at);
      var more = numbers(sector(at));
      for (int i = 0; i < more.length - 1; i++) {
        addOnce(more[i], most, once, all);
      }
      at = more.length == 0 ? NONE : more[more.length - 1];
    }
    return numbers(all.toByteArray());
  }

  private void addOnce(int number, int most, BitSet once, ChunkedBuffer all) {
    if (number >= 0 && number < most && !once.get(number)) {
      once.set(number);
      all.write(sector(number), sector);
    }
  }

  private static int[] numbers(byte[] bytes) throws IOException {
    var in = new Bytes(bytes);
    var numbers = new int[bytes.length / 4];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.i32();
    }
    return numbers;
  }

  /** The last sector may be cut off. */
  private byte[] sector(int number) {
    long from = Math.max(HEADER_BYTES, sector) + (long) number * sector;
    if (number < 0 || from >= raw.length) {
      return new byte[sector];
    }
    var copy = Arrays.copyOfRange(raw, (int) from, (int) Math.min(raw.length, from + sector));
    return copy.length == sector ? copy : Arrays.copyOf(copy, sector);
  }

  private byte[] chain(int start) throws IOException {
    return follow(start, Long.MAX_VALUE);
  }

  private byte[] stream(int start, long size) throws IOException {
    var all = follow(start, size);
    return all.length > size ? Arrays.copyOf(all, (int) size) : all;
  }

  private byte[] follow(int start, long size) throws IOException {
    var all = new ChunkedBuffer();
    var seen = new BitSet();
    for (int at = start; at >= 0 && at < table.length && !seen.get(at) && all.size() < size; ) {
      seen.set(at);
      spend(sector);
      all.write(sector(at), sector);
      at = table[at];
    }
    return all.toByteArray();
  }

  private byte[] shortStream(int start, long size) throws IOException {
    if (shortSectors == null) {
      var root = entries.get(0);
      shortSectors = stream(root.start, root.size);
    }
    var all = new ChunkedBuffer();
    var seen = new BitSet();
    for (int at = start;
        at >= 0 && at < shortTable.length && !seen.get(at) && all.size() < size; ) {
      seen.set(at);
      spend(SHORT_SECTOR);
      int from = Math.min(shortSectors.length, at * SHORT_SECTOR);
      all.write(Arrays.copyOfRange(shortSectors, from, from + SHORT_SECTOR), SHORT_SECTOR);
      at = shortTable[at];
    }
    var read = all.toByteArray();
    return read.length > size ? Arrays.copyOf(read, (int) size) : read;
  }

  private void spend(int bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new IOException("more streams than the file has room for");
    }
  }
}
