package dev.demarc.intake;

import java.util.Locale;

/** Where the raw bytes of a report lie. */
enum Place {
  DATABASE,
  S3;

  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Place of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
