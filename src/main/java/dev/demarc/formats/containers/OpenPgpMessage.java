package dev.demarc.formats.containers;

import dev.demarc.formats.text.ChunkedBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * An OpenPGP message (RFC 9580), armoured or not: what is signed or compressed is read, what is
 * encrypted is told.
 */
public final class OpenPgpMessage {

  private static final String BEGIN = "-----BEGIN PGP MESSAGE-----";
  private static final String END = "-----END PGP MESSAGE-----";
  private static final int DEEPEST = 4;
  private static final int MOST_PACKETS = 1_000;

  private static final int SIGNATURE = 2;
  private static final int ONE_PASS_SIGNATURE = 4;
  private static final int COMPRESSED = 8;
  private static final int MARKER = 10;
  private static final int LITERAL = 11;

  private OpenPgpMessage() {}

  /** Where an armoured message begins in a text; -1 where there is none. */
  public static int begin(String text) {
    return text.indexOf(BEGIN);
  }

  /** Where the armoured message that begins there is over. */
  public static int end(String text, int begin) {
    int end = text.indexOf(END, begin);
    return end < 0 ? text.length() : end + END.length();
  }

  /** Never throws for what the bytes are. */
  public static ContainerContent open(byte[] raw) {
    try {
      var start = new String(raw, 0, Math.min(raw.length, 256), StandardCharsets.ISO_8859_1);
      boolean armoured = start.stripLeading().startsWith("-----BEGIN PGP ");
      return packets(armoured ? unarmoured(raw) : raw, 0);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
      return ContainerContent.DAMAGED;
    }
  }

  /** The Base64 between the armour's header and its checksum. */
  private static byte[] unarmoured(byte[] raw) {
    var text = new String(raw, StandardCharsets.ISO_8859_1).replace("\r", "");
    int body = text.indexOf("\n\n");
    int end = text.indexOf("\n-----END ", Math.max(0, body));
    var encoded = text.substring(body < 0 ? 0 : body + 2, end < 0 ? text.length() : end);
    int checksum = encoded.lastIndexOf("\n=");
    return Base64.getMimeDecoder().decode(checksum < 0 ? encoded : encoded.substring(0, checksum));
  }

  private static ContainerContent packets(byte[] raw, int depth) throws IOException {
    if (depth > DEEPEST) {
      return ContainerContent.DAMAGED;
    }
    var in = new Packets(raw);
    for (int i = 0; i < MOST_PACKETS && in.hasNext(); i++) {
      var packet = in.next();
      switch (in.tag) {
        case SIGNATURE, ONE_PASS_SIGNATURE, MARKER -> {}
        case COMPRESSED -> {
          return packets(decompressed(packet), depth + 1);
        }
        case LITERAL -> {
          int name = packet[1] & 0xFF;
          return ContainerContent.open(Arrays.copyOfRange(packet, 2 + name + 4, packet.length));
        }
        case 1, 3, 9, 18, 20 -> {
          return ContainerContent.ENCRYPTED;
        }
        default -> {
          return ContainerContent.EMPTY;
        }
      }
    }
    return ContainerContent.EMPTY;
  }

  private static byte[] decompressed(byte[] packet) throws IOException {
    var packed = new ByteArrayInputStream(packet, 1, packet.length - 1);
    return switch (packet[0]) {
      case 0 -> Arrays.copyOfRange(packet, 1, packet.length);
      case 1 -> Bounded.read(new InflaterInputStream(packed, new Inflater(true)), packet.length);
      case 2 -> Bounded.read(new InflaterInputStream(packed), packet.length);
      case 3 -> Bounded.read(new BZip2CompressorInputStream(packed), packet.length);
      default -> throw new IOException("an unknown compression");
    };
  }

  /** Cuts the packets apart (section 4.2), those of both forms and those sent in pieces. */
  private static final class Packets {

    private final byte[] raw;
    private int at;
    private int tag;

    Packets(byte[] raw) {
      this.raw = raw;
    }

    boolean hasNext() {
      return at < raw.length;
    }

    byte[] next() throws IOException {
      int head = raw[at++] & 0xFF;
      if ((head & 0x80) == 0) {
        throw new IOException("no packet");
      }
      if ((head & 0x40) == 0) {
        tag = head >> 2 & 0x0F;
        int form = head & 3;
        return take(form == 3 ? raw.length - at : number(1 << form));
      }
      tag = head & 0x3F;
      var all = new ChunkedBuffer();
      for (boolean more = true; more; ) {
        int first = raw[at++] & 0xFF;
        more = first >= 224 && first < 255;
        long length =
            first < 192
                ? first
                : first < 224
                    ? ((first - 192L) << 8) + number(1) + 192
                    : first == 255 ? number(4) : 1L << (first & 0x1F);
        var piece = take(length);
        all.write(piece, piece.length);
      }
      return all.toByteArray();
    }

    private long number(int bytes) {
      long number = 0;
      for (int i = 0; i < bytes; i++) {
        number = number << 8 | raw[at++] & 0xFF;
      }
      return number;
    }

    private byte[] take(long length) {
      int end = (int) Math.min(raw.length, at + length);
      var taken = Arrays.copyOfRange(raw, at, end);
      at = end;
      return taken;
    }
  }
}
