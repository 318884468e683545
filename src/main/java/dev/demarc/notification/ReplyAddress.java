package dev.demarc.notification;

import com.google.re2j.Pattern;
import dev.demarc.shared.EmailAddress;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an answer is known by the mail that it answers. Each mail has an unguessable token as the
 * local part of its Message-ID and as the sub-address (RFC 5233) that answers are asked for at.
 * Only its recipient was given either, so whoever has it has that mail.
 */
final class ReplyAddress {

  private static final int TOKEN_BYTES = 16;
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private ReplyAddress() {}

  static String newMessageId(String domain) {
    var token = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(token);
    return HexFormat.of().formatHex(token) + "@" + domain;
  }

  /** Ids of before there were tokens can be guessed, and prove nothing. */
  static boolean hasToken(String messageId) {
    return TOKEN.matches(token(messageId));
  }

  private static String token(String messageId) {
    return messageId.substring(0, Math.max(0, messageId.indexOf('@')));
  }

  /** Where to answer a mail; empty where sub-addresses are off, or its id has no token. */
  static Optional<String> of(MailSettings settings, String messageId) {
    var token = token(messageId);
    var from = settings.from();
    int at = from.lastIndexOf('@');
    return settings.subAddressing() && TOKEN.matches(token) && at > 0
        ? Optional.of(from.substring(0, at) + "+" + token + from.substring(at))
        : Optional.empty();
  }

  /** The Message-IDs of our mails that an answer to these addresses answers. */
  static Stream<String> messageIds(MailSettings settings, Collection<String> addresses) {
    var own = EmailAddress.of(settings.from());
    return addresses.stream()
        .flatMap(address -> EmailAddress.of(address).stream())
        .filter(address -> own.filter(address::isWithin).isPresent())
        .map(address -> address.value().substring(0, address.value().lastIndexOf('@')))
        .map(local -> local.substring(local.lastIndexOf('+') + 1).toLowerCase(Locale.ROOT))
        .filter(TOKEN::matches)
        .map(token -> token + "@" + own.orElseThrow().domain());
  }
}
