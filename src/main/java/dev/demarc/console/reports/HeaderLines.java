package dev.demarc.console.reports;

import java.nio.charset.StandardCharsets;

/** The header section of a mail as it came, for whoever wants to see its way here. Pure. */
final class HeaderLines {

  private static final int SHOWN = 16_384;

  private HeaderLines() {}

  /**
   * @return up to the first empty line (RFC 5322 section 2.1), 16 KiB at most; empty where it is no
   *     mail
   */
  static String of(String contentType, byte[] raw) {
    if (!contentType.startsWith("message/")) {
      return "";
    }
    var start = new String(raw, 0, Math.min(raw.length, SHOWN), StandardCharsets.UTF_8);
    var lines = start.replace("\r\n", "\n").stripLeading();
    int end = lines.indexOf("\n\n");
    return end < 0 ? lines : lines.substring(0, end);
  }
}
