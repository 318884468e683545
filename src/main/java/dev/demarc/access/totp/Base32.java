package dev.demarc.access.totp;

import java.util.Locale;

/** Base32 without padding (RFC 4648 section 6), the form in which authenticators take secrets. */
final class Base32 {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    var text = new StringBuilder();
    int buffer = 0;
    int held = 0;
    for (byte b : bytes) {
      buffer = (buffer << Byte.SIZE | b & 0xff) & 0xfff;
      held += Byte.SIZE;
      while (held >= BITS) {
        held -= BITS;
        text.append(ALPHABET.charAt(buffer >> held & 31));
      }
    }
    return held == 0
        ? text.toString()
        : text.append(ALPHABET.charAt(buffer << BITS - held & 31)).toString();
  }

  /**
   * @throws IllegalArgumentException where the text has a character that is none of Base32
   */
  static byte[] decode(String text) {
    var bytes = new byte[text.length() * BITS / Byte.SIZE];
    int buffer = 0;
    int held = 0;
    int at = 0;
    for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
      int value = ALPHABET.indexOf(c);
      if (value < 0) {
        throw new IllegalArgumentException("not Base32");
      }
      buffer = (buffer << BITS | value) & 0xfff;
      held += BITS;
      if (held >= Byte.SIZE) {
        held -= Byte.SIZE;
        bytes[at++] = (byte) (buffer >> held);
      }
    }
    return bytes;
  }
}
