package dev.demarc.notification;

import dev.demarc.shared.EmailAddress;
import java.util.Locale;
import java.util.Set;

/** Senders who are never sent an acknowledgement, as the operator lists them. Pure. */
final class Unacknowledged {

  private Unacknowledged() {}

  /**
   * @param listed addresses, and domains, which stand for all below them
   */
  static boolean has(Set<String> listed, EmailAddress sender) {
    var address = sender.compared().toLowerCase(Locale.ROOT);
    var domain = "." + sender.domain().toLowerCase(Locale.ROOT);
    return listed.stream()
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(
            entry ->
                entry.lastIndexOf('@') > 0
                    ? EmailAddress.of(entry)
                        .filter(e -> e.compared().toLowerCase(Locale.ROOT).equals(address))
                        .isPresent()
                    : domain.endsWith("." + entry.replaceFirst("^@?\\.?", "")));
  }
}
