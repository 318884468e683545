package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a log that show packets from one address to another. Whoever sent the first of them
 * acts; what goes back afterwards is an answer.
 */
final class Exchanges {

  private static final int NEAR = 64;
  private static final int MOST = 10_000;

  /** Behind a port and blanks that fill a column. */
  private static final int FARTHEST_ARROW = 32;

  /** {@code 192.0.2.1.4242 > 198.51.100.2.80:}, {@code 192.0.2.1:4242 -> 198.51.100.2:53}. */
  private static final Pattern TO =
      Pattern.compile(
          "^(?:[.:#/]\\d{1,5})?\\]?[ \\t]{0,20}(?:-{1,2}>|=>|>|\u2192)[ \\t]{0,20}\\[?"
              + "((?:\\d{1,3}\\.){3}\\d{1,3}|(?:[\\dxX*]{1,3}\\.){3}[\\dxX*]{1,3}|[0-9a-fA-F:]{3,45})?");

  /** What stands before an arrow, where another address follows. */
  private static final Pattern FROM =
      Pattern.compile(
          "((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]{1,4}:[0-9a-fA-F:]{2,41})(?:[.:#/]\\d{1,5})?\\]?"
              + "[ \\t]{0,20}(?:-{1,2}>|=>|>|\u2192)[ \\t]{0,20}\\[?$");

  /** {@code 198.51.100.2:22 <- 192.0.2.1:4242}: what is received. */
  private static final Pattern RECEIVED =
      Pattern.compile(
          "^(?:[.:#/]\\d{1,5})?\\]?[ \\t]{0,20}(?:<-{1,2}|<=|\u2190)[ \\t]{0,20}\\[?"
              + "((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]{1,4}:[0-9a-fA-F:]{2,41})");

  private static final Pattern SENDER_BEFORE =
      Pattern.compile(
          "((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]{1,4}:[0-9a-fA-F:]{2,41})(?:[.:#/]\\d{1,5})?\\]?"
              + "[ \\t]{0,20}(?:<-{1,2}|<=|\u2190)[ \\t]{0,20}\\[?$");

  private static final Pattern PORT = Pattern.compile("^((?:\\d{1,3}\\.){3}\\d{1,3})[.:#/].*");

  private final String text;
  private final Set<String> seen = new HashSet<>();

  Exchanges(String text) {
    this.text = text;
  }

  /** The side of what stands before or behind an arrow; null where there is none. */
  @Nullable Role role(int start, int end) {
    var received = received(start, end);
    if (received != null) {
      return received;
    }
    if (!hasArrow(end)) {
      return hasArrowBefore(start) ? ofReceiver(start, end) : null;
    }
    var to = TO.matcher(text.substring(end, Math.min(text.length(), end + NEAR)));
    if (!to.find() || to.group(1) == null) {
      return null;
    }
    return isAnswer(text.substring(start, end), to.group(1)) ? Role.TARGET : Role.SOURCE;
  }

  /** Of what an arrow points to from behind, and of whom it points from. */
  private @Nullable Role received(int start, int end) {
    if (text.startsWith("<", firstBehind(end)) || text.startsWith("\u2190", firstBehind(end))) {
      var sender = RECEIVED.matcher(text.substring(end, Math.min(text.length(), end + NEAR)));
      if (sender.find()) {
        return isAnswer(sender.group(1), text.substring(start, end)) ? Role.SOURCE : Role.TARGET;
      }
    }
    var before = text.substring(Math.max(0, start - NEAR), start);
    var receiver = endsInArrow(before) ? SENDER_BEFORE.matcher(before) : null;
    if (receiver == null || !receiver.find()) {
      return null;
    }
    return isAnswer(text.substring(start, end), receiver.group(1)) ? Role.TARGET : Role.SOURCE;
  }

  private int firstBehind(int end) {
    int at = end;
    int last = Math.min(text.length(), end + FARTHEST_ARROW);
    while (at < last
        && (Character.isDigit(text.charAt(at)) || " \t.:#/]".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private static boolean endsInArrow(String before) {
    int at = before.length();
    while (at > 0 && " \t[".indexOf(before.charAt(at - 1)) >= 0) {
      at--;
    }
    return at > 1 && "-=\u2190".indexOf(before.charAt(at - 1)) >= 0;
  }

  /** Who receives an answer has begun; of others who receive, words and heads tell as well. */
  private @Nullable Role ofReceiver(int start, int end) {
    var from = FROM.matcher(text.substring(Math.max(0, start - NEAR), start));
    boolean answered = from.find() && isAnswer(from.group(1), text.substring(start, end));
    return answered ? Role.SOURCE : null;
  }

  /** Whether the other one has sent something to this one before, by what was asked here. */
  boolean isAnswer(String from, String to) {
    var sender = withoutPort(from);
    var receiver = withoutPort(to);
    if (seen.contains(receiver + " " + sender)) {
      return true;
    }
    if (seen.size() < MOST) {
      seen.add(sender + " " + receiver);
    }
    return false;
  }

  private static String withoutPort(String address) {
    return PORT.matcher(address).replaceFirst("$1");
  }

  private boolean hasArrowBefore(int start) {
    int at = start;
    while (at > 0 && start - at < FARTHEST_ARROW && " \t[".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at > 0 && ">\u2192".indexOf(text.charAt(at - 1)) >= 0;
  }

  /** A quick look: blanks stand behind most addresses, and arrows behind few. */
  private boolean hasArrow(int end) {
    int last = Math.min(text.length(), end + FARTHEST_ARROW);
    for (int i = end; i < last; i++) {
      char c = text.charAt(i);
      if (c == '>' || c == '\u2192') {
        return true;
      }
      if (!Character.isDigit(c) && " \t.:#/]-=".indexOf(c) < 0) {
        return false;
      }
    }
    return false;
  }
}
