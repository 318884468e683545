package dev.demarc.formats.containers;

import java.io.IOException;
import java.util.Arrays;

/** Little-endian numbers and runs of bytes, none of them beyond the end. */
final class Bytes {

  private final byte[] raw;
  private int at;

  Bytes(byte[] raw) {
    this(raw, 0);
  }

  Bytes(byte[] raw, int at) {
    this.raw = raw;
    this.at = at;
  }

  int left() {
    return raw.length - at;
  }

  int u8() throws IOException {
    need(1);
    return raw[at++] & 0xFF;
  }

  int u16() throws IOException {
    return u8() | u8() << 8;
  }

  int i32() throws IOException {
    return u16() | u16() << 16;
  }

  long u32() throws IOException {
    return i32() & 0xFFFF_FFFFL;
  }

  long i64() throws IOException {
    return u32() | u32() << 32;
  }

  byte[] take(long length) throws IOException {
    need(length);
    var taken = Arrays.copyOfRange(raw, at, at + (int) length);
    at += (int) length;
    return taken;
  }

  void skip(long length) throws IOException {
    need(length);
    at += (int) length;
  }

  private void need(long length) throws IOException {
    if (length < 0 || length > left()) {
      throw new IOException("cut off");
    }
  }
}
