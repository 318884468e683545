package dev.demarc.formats;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/** Addresses of a From, To or similar field (RFC 5322 section 3.4), read leniently. */
final class Mailboxes {

  private static final int MOST = 100;

  private Mailboxes() {}

  record Named(String name, String address) {}

  static Named first(String field) {
    return all(field).stream().findFirst().orElse(new Named(null, null));
  }

  static List<Named> all(String field) {
    if (field == null || field.isBlank()) {
      return List.of();
    }
    try {
      return LenientAddressParser.DEFAULT
          .parseAddressList(Text.cut(field, 4_096))
          .flatten()
          .stream()
          .map(Mailboxes::named)
          .filter(n -> n.address() != null)
          .limit(MOST)
          .toList();
    } catch (RuntimeException e) {
      return java.util.stream.Stream.of(new Named(null, bare(field)))
          .filter(n -> n.address() != null)
          .toList();
    }
  }

  private static Named named(Mailbox mailbox) {
    var name = mailbox.getName();
    return new Named(
        name == null ? null : Text.oneLine(HeaderFields.decodeWords(name), 200),
        bare(mailbox.getAddress()));
  }

  /** An address without angle brackets and with a lower-case domain; null if it is none. */
  static String bare(String text) {
    if (text == null) {
      return null;
    }
    var address = text.strip();
    int open = address.lastIndexOf('<');
    int close = address.indexOf('>', open + 1);
    if (open >= 0) {
      address = address.substring(open + 1, close < 0 ? address.length() : close).strip();
    }
    int at = address.lastIndexOf('@');
    boolean whole = at > 0 && at < address.length() - 1 && address.length() <= 320;
    boolean writable = address.equals(Text.withoutControls(address));
    if (!whole || !writable || address.chars().anyMatch(Character::isWhitespace)) {
      return null;
    }
    return address.substring(0, at) + "@" + address.substring(at + 1).toLowerCase(Locale.ROOT);
  }

  static List<String> addresses(String field) {
    return all(field).stream().map(Named::address).filter(Objects::nonNull).toList();
  }
}
