package dev.demarc.formats.containers;

import dev.demarc.formats.text.ChunkedBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The packed Rich Text Format of Outlook ([MS-OXRTFCP]). */
final class CompressedRtf {

  private static final int COMPRESSED = 0x75465A4C;
  private static final int UNCOMPRESSED = 0x414C454D;
  private static final int WINDOW = 4_096;
  private static final int MOST_BYTES = 4 << 20;

  private static final byte[] DICTIONARY =
      ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern"
              + " \\fscript \\fdecor MS Sans SerifSymbolArialTimes New"
              + " RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par"
              + " \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx")
          .getBytes(StandardCharsets.US_ASCII);

  private CompressedRtf() {}

  /** The start of it at least; null where the bytes are none. */
  static byte @Nullable [] decompressed(byte[] packed) {
    var in = new Bytes(packed);
    try {
      in.skip(8);
      int type = in.i32();
      in.skip(4);
      if (type == UNCOMPRESSED) {
        return in.take(Math.min(in.left(), MOST_BYTES));
      }
      return type == COMPRESSED ? unpack(in) : null;
    } catch (IOException cutOff) {
      return null;
    }
  }

  private static byte[] unpack(Bytes in) {
    var window = Arrays.copyOf(DICTIONARY, WINDOW);
    int to = DICTIONARY.length;
    var out = new ChunkedBuffer();
    var one = new byte[1];
    try {
      while (out.size() < MOST_BYTES) {
        int flags = in.u8();
        for (int bit = 0; bit < 8; bit++) {
          if ((flags >> bit & 1) == 0) {
            one[0] = (byte) in.u8();
            out.write(one, 1);
            window[to] = one[0];
            to = (to + 1) % WINDOW;
            continue;
          }
          int reference = in.u8() << 8 | in.u8();
          int from = reference >> 4;
          if (from == to) {
            return out.toByteArray();
          }
          for (int i = (reference & 0xF) + 2; i > 0; i--) {
            one[0] = window[from];
            out.write(one, 1);
            window[to] = one[0];
            to = (to + 1) % WINDOW;
            from = (from + 1) % WINDOW;
          }
        }
      }
    } catch (IOException end) {
      // what came before is kept
    }
    return out.toByteArray();
  }
}
