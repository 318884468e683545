package dev.demarc.formats.text;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Bytes to text for people, whatever the charset, and cutting to length. */
public final class Text {

  public static final int LONGEST_TITLE = 300;
  public static final int LONGEST = 1 << 20;

  /** No character takes more than four bytes. */
  private static final int MOST_BYTES = 4 * LONGEST;

  public static final Charset WESTERN = Charset.forName("windows-1252");

  private Text() {}

  /**
   * Decodes bytes, of more than 4 MiB the start, which holds the longest text that is kept. A
   * charset that is missing, unknown, or plainly wrong gives way to UTF-8, that to the one that
   * most letters of another script tell, and that to windows-1252, which reads anything. Control
   * characters that PostgreSQL or a terminal would choke on become U+FFFD.
   */
  public static String decode(byte[] bytes, @Nullable String charsetName) {
    return decode(bytes, MOST_BYTES, charsetName);
  }

  public static String decode(byte[] bytes, int most, @Nullable String charsetName) {
    return withoutControls(Charsets.decode(start(bytes, most), charsetName));
  }

  /** Not cut within a character: half of one would make all of it look like no UTF-8. */
  private static byte[] start(byte[] bytes, int most) {
    if (bytes.length <= most) {
      return bytes;
    }
    int end = most;
    while (end > Math.max(0, most - 3) && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return java.util.Arrays.copyOf(bytes, end);
  }

  /** Nor halves of characters, which UTF-8 has no bytes for: JSON with one cannot be written. */
  public static String withoutControls(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7F;
      if (control || Character.isSurrogate(c) && isHalf(text, i)) {
        if (mended == null) {
          mended = new StringBuilder(text);
        }
        mended.setCharAt(i, '\uFFFD');
      }
    }
    return mended == null ? text : mended.toString();
  }

  private static boolean isHalf(String text, int at) {
    char c = text.charAt(at);
    return Character.isHighSurrogate(c)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** Without the marks that turn the direction of writing and so disguise a file's ending. */
  public static String withoutDirections(String text) {
    var kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  public static @Nullable String oneLineOrNull(@Nullable String text, int longest) {
    return text == null ? null : oneLine(text, longest);
  }

  public static String oneLine(String text, int longest) {
    var flat = new StringBuilder(Math.min(text.length(), longest + 1));
    boolean gap = false;
    for (int i = 0; i < text.length() && flat.length() <= longest; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || c < 0x20 || c == 0x7F) {
        gap = flat.length() > 0;
      } else {
        if (gap) {
          flat.append(' ');
          gap = false;
        }
        flat.append(c);
      }
    }
    return withoutControls(cut(flat.toString(), longest));
  }

  /** Cuts to a number of UTF-16 units without splitting a character in two. */
  public static String cut(String text, int longest) {
    if (text == null || text.length() <= longest) {
      return text;
    }
    if (longest == 0) {
      return "";
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }

  public static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
