package dev.demarc.formats.containers;

/** Whether an archive needs a password, by its directory; nothing is unpacked. */
public final class ArchiveLock {

  private static final int MOST_ENTRIES = 1_000;
  private static final int END_RECORD = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;

  private ArchiveLock() {}

  /** A ZIP archive with an encrypted entry (APPNOTE 6.3.10 section 4.4.4). */
  public static boolean isEncryptedZip(byte[] raw) {
    if (!starts(raw, 0, 'P', 'K', 3, 4)) {
      return false;
    }
    int end = endRecord(raw);
    if (end < 0) {
      return raw.length > 6 && (raw[6] & 1) != 0;
    }
    int at = i32(raw, end + 16);
    for (int i = 0; i < MOST_ENTRIES && starts(raw, at, 'P', 'K', 1, 2); i++) {
      if (at + 46 > raw.length) {
        return false;
      }
      if ((raw[at + 8] & 1) != 0) {
        return true;
      }
      at += 46 + u16(raw, at + 28) + u16(raw, at + 30) + u16(raw, at + 32);
    }
    return false;
  }

  public static boolean is7z(byte[] raw) {
    return starts(raw, 0, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C);
  }

  public static boolean isRar(byte[] raw) {
    return starts(raw, 0, 'R', 'a', 'r', '!', 0x1A, 0x07);
  }

  private static int endRecord(byte[] raw) {
    int last = raw.length - END_RECORD;
    for (int at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
      if (starts(raw, at, 'P', 'K', 5, 6)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean starts(byte[] raw, int from, int... with) {
    if (from < 0 || from + with.length > raw.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((raw[from + i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static int u16(byte[] raw, int at) {
    return raw[at] & 0xFF | (raw[at + 1] & 0xFF) << 8;
  }

  private static int i32(byte[] raw, int at) {
    return u16(raw, at) | u16(raw, at + 2) << 16;
  }
}
