package dev.demarc.formats.containers;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The charsets behind Windows' numbers. */
final class CodePages {

  private CodePages() {}

  /** Windows-1252 where the number is none that is known. */
  static Charset of(int page) {
    var name =
        switch (page) {
          case 65001 -> "UTF-8";
          case 20127 -> "US-ASCII";
          case 932 -> "windows-31j";
          case 936 -> "GBK";
          case 949 -> "x-windows-949";
          case 950 -> "Big5";
          case 874 -> "x-windows-874";
          case 20866 -> "KOI8-R";
          case 21866 -> "KOI8-U";
          case 50220, 50221, 50222 -> "ISO-2022-JP";
          case 51932 -> "EUC-JP";
          case 51949 -> "EUC-KR";
          case 54936 -> "GB18030";
          default ->
              page >= 28591 && page <= 28605 ? "ISO-8859-" + (page - 28590) : "windows-" + page;
        };
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return fallback();
    }
  }

  private static Charset fallback() {
    return Charset.isSupported("windows-1252")
        ? Charset.forName("windows-1252")
        : StandardCharsets.ISO_8859_1;
  }
}
