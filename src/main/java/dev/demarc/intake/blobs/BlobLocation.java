package dev.demarc.intake.blobs;

import java.util.Locale;

/** Where the raw bytes of a report lie. */
public enum BlobLocation {
  DATABASE,
  S3;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static BlobLocation of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
