package dev.demarc.casework;

import dev.demarc.shared.Category;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a report is about, written so that two reports about it have the same key.
 *
 * @param words for people: the thing's own name
 */
record Subject(Kind kind, String key, String words) {

  /** What reports can have in common. */
  public enum Kind {
    /** The sender's own id of the matter: a finding's, a notice's, a report's. */
    EXTERNAL_ID,
    /** An AWS resource: an instance, a bucket, an access key, anything with an ARN. */
    RESOURCE,
    /** An IP address that acts. */
    ADDRESS,
    /** A domain or URL. */
    SITE,
    /** An AWS account, where nothing narrower is named. */
    ACCOUNT,
    /** A mail that answers a mail. */
    THREAD;

    String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Kind> of(String text) {
      return Arrays.stream(values()).filter(k -> k.slug().equals(text)).findFirst();
    }
  }

  /** An index entry of PostgreSQL holds at most 2,704 bytes. */
  private static final int LONGEST = 640;

  /**
   * An id is the same matter whatever the category; only its sender's own, as two may number alike.
   */
  static Subject externalId(String scope, String id) {
    return new Subject(Kind.EXTERNAL_ID, cut("external-id " + scope + id), id);
  }

  /** A thing is the same matter only in the same category. */
  static Subject thing(Kind kind, String type, String value, Category category) {
    return new Subject(kind, cut(type + " " + value + " as " + category.slug()), value);
  }

  private static String cut(String key) {
    return key.length() > LONGEST ? key.substring(0, LONGEST) : key;
  }
}
