package dev.demarc.formats.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which charset bytes are really in, whatever the mail says. UTF-7 is not decoded: it hides markup
 * in plain letters, which here stay plain letters.
 */
public final class Charsets {

  /** Names of which mails mean the larger charset, or that Java does not know (WHATWG Encoding). */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("gb_2312-80", "GB18030"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
          Map.entry("iso-8859-8-i", "ISO-8859-8"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("utf8mb4", "UTF-8"),
          Map.entry("unicode", "UTF-16"));

  /** What senders write over anything that is not plain English. */
  private static final Set<String> OFTEN_WRONG =
      Set.of("us-ascii", "utf-8", "windows-1252", "iso-8859-15");

  private static final byte ESCAPE = 0x1B;

  private Charsets() {}

  static String decode(byte[] bytes, @Nullable String name) {
    var marked = byMark(bytes);
    if (marked != null) {
      return marked;
    }
    var charset = charset(name);
    boolean doubtful =
        charset == null
            || OFTEN_WRONG.contains(charset.name().toLowerCase(Locale.ROOT))
            || (isWide(charset) && !holdsZero(bytes));
    if (!doubtful) {
      return new String(bytes, charset);
    }
    var shifted = byShift(bytes);
    if (shifted != null) {
      return new String(bytes, shifted);
    }
    try {
      return strictUtf8(bytes);
    } catch (CharacterCodingException e) {
      if (charset == StandardCharsets.UTF_8) {
        return damaged(bytes);
      }
      var guessed = GuessedCharset.of(bytes);
      if (guessed != null) {
        return new String(bytes, guessed);
      }
      boolean usable = charset != null && !isWide(charset) && charset != StandardCharsets.US_ASCII;
      return new String(bytes, usable ? charset : Text.WESTERN);
    }
  }

  /**
   * By the escape sequence to a set of two bytes a letter, in mails of seven bits: RFC 1468 for
   * Japanese, RFC 1557 for Korean.
   */
  private static @Nullable Charset byShift(byte[] bytes) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == ESCAPE && bytes[i + 1] == '$') {
        if (bytes[i + 2] == '@' || bytes[i + 2] == 'B') {
          return charset("iso-2022-jp");
        }
        if (bytes[i + 2] == ')' && i + 3 < bytes.length && bytes[i + 3] == 'C') {
          return charset("iso-2022-kr");
        }
      }
    }
    return null;
  }

  private static String strictUtf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes))
        .toString();
  }

  /** Neither UTF-8 nor plain ASCII: another charset, that the bytes do not tell. */
  public static boolean isUnmarked(byte[] bytes) {
    try {
      return strictUtf8(bytes).indexOf(0x1B) >= 0;
    } catch (CharacterCodingException e) {
      return true;
    }
  }

  /** Damaged UTF-8 where any of it is readable as such, else another charset under its name. */
  private static String damaged(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    boolean some = text.chars().anyMatch(c -> c > 0x7F && c != '\uFFFD');
    if (some) {
      return text;
    }
    var guessed = GuessedCharset.of(bytes);
    return new String(bytes, guessed == null ? Text.WESTERN : guessed);
  }

  /** The byte order mark of UTF-8 or UTF-16, which outweighs what the mail says. */
  private static @Nullable String byMark(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    boolean wide = startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF);
    return wide && holdsZero(bytes) ? new String(bytes, StandardCharsets.UTF_16) : null;
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWide(Charset charset) {
    return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
  }

  private static boolean holdsZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Charset charset(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    var bare = name.strip().replaceAll("[\"';].*$|^[\"']", "").strip();
    var meant = MEANT.getOrDefault(bare.toLowerCase(Locale.ROOT), bare);
    try {
      return Charset.forName(meant);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }
}
