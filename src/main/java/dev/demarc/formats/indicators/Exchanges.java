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
          "^(?:[.:#]\\d{1,5})?\\]?[ \\t]{0,20}(?:-{1,2}>|=>|>|\u2192)[ \\t]{0,20}\\[?"
              + "((?:\\d{1,3}\\.){3}\\d{1,3}|(?:[\\dxX*]{1,3}\\.){3}[\\dxX*]{1,3}|[0-9a-fA-F:]{3,45})?");

  private final String text;
  private final Set<String> seen = new HashSet<>();

  Exchanges(String text) {
    this.text = text;
  }

  /** The side of what stands before an arrow; null where none follows. */
  @Nullable Role role(int start, int end) {
    if (!hasArrow(end)) {
      return null;
    }
    var to = TO.matcher(text.substring(end, Math.min(text.length(), end + NEAR)));
    if (!to.find() || to.group(1) == null) {
      return null;
    }
    var from = text.substring(start, end);
    if (seen.contains(to.group(1) + " " + from)) {
      return Role.TARGET;
    }
    if (seen.size() < MOST) {
      seen.add(from + " " + to.group(1));
    }
    return Role.SOURCE;
  }

  /** A quick look: blanks stand behind most addresses, and arrows behind few. */
  private boolean hasArrow(int end) {
    int last = Math.min(text.length(), end + FARTHEST_ARROW);
    for (int i = end; i < last; i++) {
      char c = text.charAt(i);
      if (c == '>' || c == '\u2192') {
        return true;
      }
      if (!Character.isDigit(c) && " \t.:#]-=".indexOf(c) < 0) {
        return false;
      }
    }
    return false;
  }
}
