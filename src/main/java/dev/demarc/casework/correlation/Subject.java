package dev.demarc.casework.correlation;

import dev.demarc.formats.Statement;
import dev.demarc.shared.Arn;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a report is about, written so that two reports about it have the same key.
 *
 * @param words for people: the thing's own name
 * @param namedAs what the report calls it, where only the inventory says that it is this; else null
 * @param kept false where cases are only looked for by it: what an address was called before the
 *     inventory knew whose it is
 * @param sought false where it is only kept for reports that may come
 * @param role what it is in the report; null where that is no question
 * @param basis what the role rests on
 */
public record Subject(
    Kind kind,
    String key,
    @Nullable String words,
    @Nullable String namedAs,
    boolean kept,
    boolean sought,
    @Nullable Role role,
    @Nullable Basis basis) {

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
    /** What was checked in an AWS account: findings of one control are one matter. */
    CONTROL,
    /** A mail that answers or follows up another. */
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
  static Subject externalId(String scope, @Nullable String id) {
    var key = cut("external-id " + scope + id);
    return new Subject(Kind.EXTERNAL_ID, key, id, null, true, true, null, null);
  }

  /**
   * A control in an account: with it a compliance run of thousands of findings is as many cases as
   * there is to mend.
   */
  static Subject control(String control, @Nullable String account) {
    var where = account == null ? "" : account;
    var words = control + (account == null ? "" : " in account " + account);
    var key = cut("control " + where + " " + control);
    return new Subject(Kind.CONTROL, key, words, null, true, true, null, null);
  }

  /** A series of mails, which only one that follows up is sought by. */
  static Subject series(Statement.Series of, Category category) {
    var as = of.perCategory() ? " as " + category.slug() : "";
    var key = cut(of.type() + " " + of.name() + as);
    return new Subject(Kind.THREAD, key, of.words(), null, true, true, null, null);
  }

  /** A thing is the same matter only in the same category. */
  static Subject thing(Kind kind, String type, @Nullable String value, Category category) {
    var key = cut(type + " " + value + " as " + category.slug());
    return new Subject(kind, key, value, null, true, true, null, null);
  }

  /**
   * An instance and a bucket are the same by their ARN and by their own name.
   *
   * @param name an ARN, an instance id, or a bucket's name
   */
  static Subject resource(String name, Category category) {
    var own = Arn.of(name).flatMap(Arn::ownName).orElse(name);
    var type =
        own.startsWith("arn:")
            ? IndicatorType.ARN
            : own.startsWith("i-") ? IndicatorType.EC2_INSTANCE : IndicatorType.S3_BUCKET;
    return thing(Kind.RESOURCE, type.slug(), own, category);
  }

  Subject calledInReport(@Nullable String name) {
    return new Subject(kind, key, words, name, kept, sought, role, basis);
  }

  /** The same thing while it belongs to this one: an address goes from one to another. */
  Subject heldBy(Subject holder) {
    var held = cut("held " + holder.words + " " + key);
    return new Subject(kind, held, words, namedAs, kept, sought, role, basis);
  }

  Subject onlySought() {
    return new Subject(kind, key, words, namedAs, false, true, role, basis);
  }

  Subject onlyKept() {
    return new Subject(kind, key, words, namedAs, true, false, role, basis);
  }

  Subject said(Role is, @Nullable Basis on) {
    return new Subject(kind, key, words, namedAs, kept, sought, is, on);
  }

  /**
   * Whether it tells two matters apart: an address or resource that is said to have a part in this
   * one. A site has many visitors, a domain many sites, and what is only named may be anything.
   */
  public boolean isStrong() {
    return (kind == Kind.ADDRESS || kind == Kind.RESOURCE)
        && basis != Basis.MENTION
        && role != Role.MENTIONED
        && role != Role.BYSTANDER;
  }

  private static String cut(String key) {
    return key.length() > LONGEST ? key.substring(0, LONGEST) : key;
  }
}
