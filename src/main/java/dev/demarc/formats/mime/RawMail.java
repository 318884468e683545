package dev.demarc.formats.mime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The bytes of a mail as RFC 5322 means them, whatever stored or passed it on: without a byte order
 * mark, empty lines or a mailbox's "From " line (RFC 4155) before the header, with line ends that
 * are line ends, and with header lines folded that a program broke and did not indent.
 */
final class RawMail {

  private static final int LONGEST_HEADER = 256 * 1024;

  private RawMail() {}

  static byte[] of(byte[] raw) {
    return refolded(withoutEnvelopeLine(withLineFeeds(raw)));
  }

  /** Old Macintosh programs end lines with a carriage return alone. */
  private static byte[] withLineFeeds(byte[] raw) {
    boolean returns = false;
    for (byte b : raw) {
      if (b == '\n') {
        return raw;
      }
      returns |= b == '\r';
    }
    if (!returns) {
      return raw;
    }
    var lines = raw.clone();
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] == '\r') {
        lines[i] = '\n';
      }
    }
    return lines;
  }

  private static byte[] withoutEnvelopeLine(byte[] raw) {
    int start = startsWith(raw, 0, "\u00EF\u00BB\u00BF") ? 3 : 0;
    while (start < raw.length && (raw[start] == '\r' || raw[start] == '\n')) {
      start++;
    }
    if (startsWith(raw, start, "From ") || startsWith(raw, start, ">From ")) {
      start = lineEnd(raw, start);
    }
    return start == 0 ? raw : Arrays.copyOfRange(raw, start, raw.length);
  }

  /**
   * A line that is no field, below one that ends in the middle of its parameters, belongs to it.
   * Other lines that are no field stay as they are: a body may have begun without an empty line.
   */
  private static byte[] refolded(byte[] raw) {
    ByteArrayOutputStream folded = null;
    boolean open = false;
    int start = 0;
    while (start < Math.min(raw.length, LONGEST_HEADER)) {
      int end = lineEnd(raw, start);
      int last = end - 1;
      while (last >= start && raw[last] <= ' ' && raw[last] >= 0) {
        last--;
      }
      if (last < start) {
        break;
      }
      if (open && raw[start] != ' ' && raw[start] != '\t' && !isField(raw, start, end)) {
        if (folded == null) {
          folded = new ByteArrayOutputStream(raw.length + 64);
          folded.write(raw, 0, start);
        }
        folded.write(' ');
      }
      if (folded != null) {
        folded.write(raw, start, end - start);
      }
      open = raw[last] == ';';
      start = end;
    }
    if (folded == null) {
      return raw;
    }
    folded.write(raw, start, raw.length - start);
    return folded.toByteArray();
  }

  private static boolean isField(byte[] raw, int start, int end) {
    for (int i = start; i < end; i++) {
      if (raw[i] == ':') {
        return i > start;
      }
      if (raw[i] <= ' ' || raw[i] == '=' || raw[i] == '"') {
        return false;
      }
    }
    return false;
  }

  /** The index behind the line's end. */
  private static int lineEnd(byte[] raw, int from) {
    int at = from;
    while (at < raw.length && raw[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, raw.length);
  }

  private static boolean startsWith(byte[] raw, int at, String prefix) {
    for (int i = 0; i < prefix.length(); i++) {
      if (at + i >= raw.length || (raw[at + i] & 0xFF) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
