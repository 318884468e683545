package dev.demarc.shared;

import com.google.re2j.Pattern;
import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address that mail may be sent to. Compared with its domain in lower case; no display name, no
 * quoted local part, no control characters, so it is safe in a header.
 */
public record EmailAddress(String value) {

  private static final Pattern SHAPE =
      Pattern.compile(
          "[\\pL\\pN.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\pL\\pN](?:[\\pL\\pN.-]{0,252}[\\pL\\pN])?");

  public static Optional<EmailAddress> of(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    var trimmed = text.trim();
    if (trimmed.length() > 254 || !SHAPE.matches(trimmed)) {
      return Optional.empty();
    }
    int at = trimmed.lastIndexOf('@');
    return Optional.of(
        new EmailAddress(
            trimmed.substring(0, at) + trimmed.substring(at).toLowerCase(Locale.ROOT)));
  }

  /** The domain in lower-case ASCII (RFC 5890). */
  public String domain() {
    var domain = value.substring(value.lastIndexOf('@') + 1);
    try {
      return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException tooLong) {
      return domain;
    }
  }

  private String local() {
    return value.substring(0, value.lastIndexOf('@')).toLowerCase(Locale.ROOT);
  }

  /** Equal where two spellings are one person's: nobody keeps two mailboxes that differ in case. */
  public String compared() {
    return local() + "@" + domain();
  }

  /**
   * The mailbox that what is sent ends up in, for counting: without a sub-address (RFC 5233) and
   * without the dots that some providers ignore. Two people may share one, which only makes the
   * count the more careful.
   */
  public String mailbox() {
    var whole = local();
    int plus = whole.indexOf('+');
    var named = plus > 0 ? whole.substring(0, plus) : whole;
    var bare = named.replace(".", "");
    return (bare.isEmpty() ? named : bare) + "@" + domain();
  }

  /**
   * What one holder is likely to have registered: the last two labels of the domain, or three below
   * a short second one ({@code co.uk}).
   */
  public String registeredDomain() {
    var labels = domain().split("\\.");
    int n = labels.length;
    int kept = n > 2 && labels[n - 2].length() <= 3 ? 3 : 2;
    return n <= kept ? domain() : String.join(".", Arrays.copyOfRange(labels, n - kept, n));
  }

  /** Whether this is that address, or a sub-address of it. */
  public boolean isWithin(EmailAddress other) {
    return domain().equals(other.domain())
        && (local().equals(other.local()) || local().startsWith(other.local() + "+"));
  }

  @Override
  public String toString() {
    return value;
  }
}
