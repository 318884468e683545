package dev.demarc.intake;

import java.util.Locale;

/** Where the raw bytes of a report lie. */
enum BlobLocation {
  DATABASE,
  S3;

  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  static BlobLocation of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
