package dev.demarc.formats;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages samples as a hostile sender does; the same seed does the same damage. */
final class Mutations {

  /** Pieces that readers look for, and bytes that they stumble over. */
  private static final List<byte[]> TOKENS =
      List.of(
          bytes("\r\n\r\n"),
          bytes("\n--b\r\n"),
          bytes("\r\n--b--\r\n"),
          bytes("\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"),
          bytes("\r\nContent-Type: message/rfc822\r\n\r\n"),
          bytes("\r\nContent-Transfer-Encoding: base64\r\n"),
          bytes("\r\nContent-Disposition: attachment; filename*0*=utf-8''%00%FF\r\n"),
          bytes("\r\nContent-Type: text/html; charset=utf-16\r\n\r\n<b><a href='http://a"),
          bytes("\r\nSubject: =?utf-8?q?=00=01=ED=A0=80?= =?utf-16?b?2AA=?=\r\n"),
          bytes("\\u0000"),
          bytes("\\ud800"),
          bytes("\\n"),
          bytes("{\"a\":[{"),
          bytes("}]}"),
          bytes("null"),
          bytes("-1e99"),
          bytes("\"\",,;\t|"),
          bytes("http://[::1%25x]:99999/\u0000"),
          bytes("arn:aws:iam::000000000000:x/"),
          new byte[] {0, 1, 0x7F, (byte) 0x80, (byte) 0x9F},
          new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xD8},
          new byte[] {0x1F, (byte) 0x8B, 8, 0},
          new byte[] {'P', 'K', 3, 4});

  private static final int LONGEST = 200_000;

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  byte[] random() {
    var bytes = new byte[random.nextInt(4_096)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** One to four kinds of damage, one over the other. */
  byte[] of(byte[] sample, byte[] other) {
    var damaged = Arrays.copyOf(sample, Math.min(sample.length, LONGEST));
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      damaged = once(damaged, other);
    }
    return Arrays.copyOf(damaged, Math.min(damaged.length, 2 * LONGEST));
  }

  private byte[] once(byte[] sample, byte[] other) {
    return switch (random.nextInt(8)) {
      case 0 -> flip(sample);
      case 1 -> Arrays.copyOf(sample, at(sample));
      case 2 -> without(sample);
      case 3 -> splice(sample, other);
      case 4 -> repeatLines(sample);
      case 5 -> nest(sample);
      case 6 -> insert(sample, at(sample), TOKENS.get(random.nextInt(TOKENS.size())));
      default -> replace(sample, TOKENS.get(random.nextInt(TOKENS.size())));
    };
  }

  private int at(byte[] sample) {
    return random.nextInt(sample.length + 1);
  }

  private byte[] flip(byte[] sample) {
    for (int n = sample.length == 0 ? 0 : 1 + random.nextInt(20); n > 0; n--) {
      sample[random.nextInt(sample.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return sample;
  }

  private byte[] without(byte[] sample) {
    int from = at(sample);
    int to = Math.min(sample.length, from + random.nextInt(200));
    return joined(Arrays.copyOf(sample, from), Arrays.copyOfRange(sample, to, sample.length));
  }

  private byte[] splice(byte[] sample, byte[] other) {
    return joined(
        Arrays.copyOf(sample, at(sample)), Arrays.copyOfRange(other, at(other), other.length));
  }

  /** Headers, boundaries and rows stand on lines. */
  private byte[] repeatLines(byte[] sample) {
    int from = lineAt(sample, at(sample));
    int to = lineAt(sample, Math.min(sample.length, from + 1 + random.nextInt(300)));
    var lines = to > from ? Arrays.copyOfRange(sample, from, to) : new byte[0];
    var out = new ByteArrayOutputStream();
    out.write(sample, 0, from);
    for (int n = 1 + random.nextInt(30); n > 0; n--) {
      out.writeBytes(lines);
    }
    out.write(sample, from, sample.length - from);
    return out.toByteArray();
  }

  private static int lineAt(byte[] sample, int at) {
    int start = at;
    while (start > 0 && sample[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private byte[] nest(byte[] sample) {
    int deep = 1 + random.nextInt(12);
    if (sample.length > 0 && (sample[0] == '{' || sample[0] == '[')) {
      return joined(bytes("{\"detail\":".repeat(deep)), sample, bytes("}".repeat(deep)));
    }
    var head = "Subject: x\r\nContent-Type: message/rfc822\r\n\r\n";
    return joined(bytes(head.repeat(deep)), sample);
  }

  private static byte[] insert(byte[] sample, int at, byte[] token) {
    return joined(Arrays.copyOf(sample, at), token, Arrays.copyOfRange(sample, at, sample.length));
  }

  private byte[] replace(byte[] sample, byte[] token) {
    int at = at(sample);
    System.arraycopy(token, 0, sample, at, Math.min(token.length, sample.length - at));
    return sample;
  }

  private static byte[] joined(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
