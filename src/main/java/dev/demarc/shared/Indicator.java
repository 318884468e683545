package dev.demarc.shared;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something observable in a report. The value is normalised (lower-case host names, RFC 5952 IPv6,
 * refanged URLs) and never defanged: whoever shows it to a person defangs it there.
 *
 * @param basis what the role rests on; null for what was read before this was kept
 */
public record Indicator(IndicatorType type, String value, Role role, @Nullable Basis basis) {

  /** What the indicator is in the event that the report tells of. */
  public enum Role {
    /** What does the abuse, or from where it is done. */
    SOURCE,
    /** What is attacked. */
    TARGET,
    /** Who reports. */
    REPORTER,
    /** Named, and the report does not say as what. */
    MENTIONED,
    /** The resource that a finding concerns, where it neither acts nor is attacked. */
    RESOURCE,
    /** Whose name or pages the abuse imitates. */
    BRAND,
    /** Only on the way: a resolver, a mailbox provider, a platform that holds anybody's pages. */
    BYSTANDER,
    /** Of the message and not of the event: schemas, the sender's own links, its signature. */
    FURNITURE;

    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it has a part in the event at all. */
    public boolean isOfTheEvent() {
      return this != REPORTER && this != FURNITURE && this != BRAND;
    }
  }

  /** What a role rests on, the weakest first. */
  public enum Basis {
    /** It is only named. */
    MENTION,
    /** The words near it. */
    WORDS,
    /** A line with a label, a list below a heading. */
    LABEL,
    /** It recurs in the sender's reports, whatever they are about. */
    RECURS,
    /** A field of the format. */
    FIELD,
    /** A person said so. */
    PERSON;

    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Indicator {
    Objects.requireNonNull(type);
    Objects.requireNonNull(value);
    Objects.requireNonNull(role);
  }

  /** Where nobody asks what the role rests on. */
  public Indicator(IndicatorType type, String value, Role role) {
    this(type, value, role, null);
  }

  /** The same thing in the same role is the same, whatever the role rests on. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Indicator that
        && type == that.type
        && value.equals(that.value)
        && role == that.role;
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, value, role);
  }

  /** The same thing in another role. */
  public Indicator as(Role other, Basis on) {
    return new Indicator(type, value, other, on);
  }
}
