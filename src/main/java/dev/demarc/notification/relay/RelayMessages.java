package dev.demarc.notification.relay;

import dev.demarc.notification.relay.DeliveryOutcomeRules.Verdict;
import dev.demarc.shared.TypedText;
import org.jspecify.annotations.Nullable;

/** Says what came of a mail, and what to do about it. */
final class RelayMessages {

  private static final int LONGEST_QUOTE = 300;

  private RelayMessages() {}

  static @Nullable String of(Verdict verdict, SmtpReply reply, RelaySettings settings) {
    if (verdict == Verdict.TAKEN) {
      return null;
    }
    var said = quoted(reply.words());
    var answer =
        reply.answered()
            ? settings.place() + " answered " + reply.phase().command + ": " + said
            : settings.place() + " gave no answer to " + reply.phase().command + " (" + said + ")";
    return switch (verdict) {
      case UNCONFIRMED ->
          answer + ". It may have been taken; the next try has the same Message-ID.";
      case BUSY -> answer + ". Fewer connections are used for a while.";
      case RELAY_FAILS -> answer + ". " + advice(reply, settings);
      case BROKEN_OFF -> answer + ". It was not taken.";
      default -> answer;
    };
  }

  private static String advice(SmtpReply reply, RelaySettings settings) {
    return switch (reply.phase()) {
      case CONNECT, GREETING, HELLO ->
          "Check demarc.relay.host and demarc.relay.port, whether a firewall is between, and"
              + " whether the relay lets this host in.";
      case START_TLS ->
          reply.words().startsWith("STARTTLS is required")
              ? "Ask who runs it, or see demarc.relay.start-tls."
              : reply.answered()
                  ? "It offers STARTTLS and refuses it: see to its certificate; docs/operating.md"
                      + " has how to go on without."
                  : "Its certificate must be valid for "
                      + settings.host().orElse("its name")
                      + "; one of an authority of your own is accepted with demarc.relay.tls.";
      case SIGN_IN -> "Check demarc.relay.username and demarc.relay.password.";
      case MAIL -> "Check that the relay lets demarc.mail.from send.";
      default -> "Check demarc.relay.username, demarc.relay.password and demarc.relay.start-tls.";
    };
  }

  private static String quoted(String words) {
    var line = TypedText.orEmpty(words).replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) : line;
  }
}
