package dev.demarc.shared;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Optional;

/**
 * An address that mail may be sent to. Compared with its domain in lower case; no display name, no
 * quoted local part, no control characters, so it is safe in a header.
 */
public record EmailAddress(String value) {

  private static final Pattern SHAPE =
      Pattern.compile(
          "[\\pL\\pN.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\pL\\pN](?:[\\pL\\pN.-]{0,252}[\\pL\\pN])?");

  public static Optional<EmailAddress> of(String text) {
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

  @Override
  public String toString() {
    return value;
  }
}
