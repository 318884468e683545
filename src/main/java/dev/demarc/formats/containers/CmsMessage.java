package dev.demarc.formats.containers;

import dev.demarc.formats.text.ChunkedBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The Cryptographic Message Syntax (RFC 5652) as S/MIME uses it (RFC 8551): what is signed or
 * compressed stands in it in clear. Reads BER (X.690) with lengths of any form, to a fixed depth.
 */
public final class CmsMessage {

  private static final String SIGNED = "2a864886f70d010702";
  private static final String ENVELOPED = "2a864886f70d010703";
  private static final String ENCRYPTED = "2a864886f70d010706";
  private static final String COMPRESSED = "2a864886f70d0109100109";
  private static final String AUTHENTICATED_ENVELOPE = "2a864886f70d0109100117";

  private static final int SEQUENCE = 0x30;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int OCTETS = 0x04;
  private static final int OCTETS_IN_PIECES = 0x24;
  private static final int EXPLICIT_0 = 0xA0;
  private static final int DEEPEST = 20;

  /** An element: its tag, and where its content and the next element begin. */
  private record Element(int tag, int start, int end, int next) {}

  private final byte[] raw;

  private CmsMessage(byte[] raw) {
    this.raw = raw;
  }

  /** Never throws for what the bytes are. */
  public static ContainerContent open(byte[] raw) {
    try {
      return new CmsMessage(raw).unwrap();
    } catch (IOException | IndexOutOfBoundsException damaged) {
      return ContainerContent.DAMAGED;
    }
  }

  private ContainerContent unwrap() throws IOException {
    var info = expect(at(0, raw.length, 0), SEQUENCE);
    var type = expect(at(info.start(), info.end(), 1), OBJECT_IDENTIFIER);
    var name = HexFormat.of().formatHex(raw, type.start(), Math.min(type.end(), type.start() + 40));
    return switch (name) {
      case ENVELOPED, ENCRYPTED, AUTHENTICATED_ENVELOPE -> ContainerContent.ENCRYPTED;
      case SIGNED, COMPRESSED -> {
        var content = encapsulated(type, info.end());
        if (content == null) {
          yield ContainerContent.EMPTY;
        }
        var octets = octets(content);
        yield ContainerContent.open(name.equals(SIGNED) ? octets : inflated(octets));
      }
      default -> ContainerContent.DAMAGED;
    };
  }

  /**
   * The content of a signed or compressed message: after a version and the algorithms, a sequence
   * of a type and the content; null where that is detached.
   */
  private @Nullable Element encapsulated(Element type, int end) throws IOException {
    var wrapped = expect(at(type.next(), end, 1), EXPLICIT_0);
    var data = expect(at(wrapped.start(), wrapped.end(), 2), SEQUENCE);
    var version = at(data.start(), data.end(), 3);
    var algorithms = at(version.next(), data.end(), 3);
    var inner = expect(at(algorithms.next(), data.end(), 3), SEQUENCE);
    var innerType = expect(at(inner.start(), inner.end(), 4), OBJECT_IDENTIFIER);
    if (innerType.next() >= inner.end()) {
      return null;
    }
    var explicit = expect(at(innerType.next(), inner.end(), 4), EXPLICIT_0);
    return explicit.start() >= explicit.end() ? null : at(explicit.start(), explicit.end(), 5);
  }

  private byte[] octets(Element content) throws IOException {
    var out = new ChunkedBuffer();
    collect(content, out, 5);
    return out.toByteArray();
  }

  private void collect(Element content, ChunkedBuffer out, int depth) throws IOException {
    if (content.tag() == OCTETS) {
      int length = content.end() - content.start();
      out.write(java.util.Arrays.copyOfRange(raw, content.start(), content.end()), length);
    } else if (content.tag() == OCTETS_IN_PIECES && depth < DEEPEST) {
      for (int at = content.start(); at < content.end(); ) {
        var piece = at(at, content.end(), depth + 1);
        collect(piece, out, depth + 1);
        at = piece.next();
      }
    } else {
      throw new IOException("no octets");
    }
  }

  private static byte[] inflated(byte[] octets) throws IOException {
    return Bounded.read(new InflaterInputStream(new ByteArrayInputStream(octets)), octets.length);
  }

  private static Element expect(Element found, int tag) throws IOException {
    if (found.tag() != tag) {
      throw new IOException("not what is expected here");
    }
    return found;
  }

  /** The element at this place; one of indefinite length ends with two zero bytes. */
  private Element at(int place, int limit, int depth) throws IOException {
    if (depth > DEEPEST || place + 2 > limit) {
      throw new IOException("nested too deep, or cut off");
    }
    int tag = raw[place] & 0xFF;
    int first = raw[place + 1] & 0xFF;
    if ((tag & 0x1F) == 0x1F) {
      throw new IOException("a tag of several bytes");
    }
    if (first == 0x80) {
      int at = place + 2;
      while (!(raw[at] == 0 && raw[at + 1] == 0)) {
        at = at(at, limit, depth + 1).next();
      }
      return new Element(tag, place + 2, at, at + 2);
    }
    int start = place + 2;
    long length = first;
    if (first > 0x80) {
      int bytes = first & 0x7F;
      if (bytes > 4) {
        throw new IOException("too long");
      }
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | raw[start++] & 0xFF;
      }
    }
    // a mail that was cut off still says what it says
    int end = (int) Math.min(limit, start + length);
    return new Element(tag, start, end, end);
  }
}
