package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table whose columns are apart by single blanks, as many mailers leave them: {@code Time Source
 * Target Attempts}. Its hosts stand in the order of the heads that say which side they are.
 */
final class SpacedColumns {

  private static final int LONGEST_LINE = 300;
  private static final int LONGEST_HEADS = 290;
  private static final int MOST_ROWS = 500;

  /** Words of one head, {@code source ip address}. */
  private static final int MOST_WORDS = 3;

  private static final Pattern HOST =
      Pattern.compile(
          "^[\\[(\"']?(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]{0,30}::[0-9a-fA-F:]{0,30}"
              + "|(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}"
              + "|[\\w-]{1,63}(?:\\.[\\w-]{1,63}){0,8}\\.[a-zA-Z]{2,24})(?:[:/]\\d{1,5})?[\\])\"',;]?$");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final String text;
  private final Sentences sentences;

  /** The sides that the heads above a line name, in their order; by where the line begins. */
  private final Map<Integer, List<Role>> heads = new HashMap<>();

  SpacedColumns(String text, Sentences sentences) {
    this.text = text;
    this.sentences = sentences;
  }

  /** Null where it stands in no such table. */
  @Nullable Role role(int start) {
    int lineStart = sentences.lineStart(start);
    var line = line(lineStart);
    if (start - lineStart > LONGEST_LINE || !isRow(line)) {
      return null;
    }
    int before = hosts(line.substring(0, Math.min(line.length(), start - lineStart)));
    var sides = heads(lineStart);
    return sides.size() == hosts(line) && before < sides.size() ? sides.get(before) : null;
  }

  /** Begins with a time, a number, a name with digits in it or a host. */
  private static boolean isRow(String line) {
    int at = 0;
    while (at < line.length() && " >".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    int space = line.indexOf(' ', at);
    return space > 0
        && (line.substring(at, space).chars().anyMatch(Character::isDigit)
            || HOST.matches(line.substring(at, space)))
        && hosts(line) > 0;
  }

  private static int hosts(String line) {
    int hosts = 0;
    for (var word : BLANKS.split(line)) {
      if (HOST.matches(word)) {
        hosts++;
      }
    }
    return hosts;
  }

  /** Row by row upwards; what is found holds for all rows that were passed. */
  private List<Role> heads(int lineStart) {
    var passed = new ArrayList<Integer>();
    List<Role> found = List.of();
    for (int at = lineStart, i = 0; i < MOST_ROWS; i++) {
      var known = heads.get(at);
      if (known != null) {
        found = known;
        break;
      }
      passed.add(at);
      if (at == 0) {
        break;
      }
      at = sentences.lineStart(at - 1);
      var line = line(at);
      if (!line.isBlank() && !isRow(line)) {
        found = sides(line);
        break;
      }
    }
    for (var line : passed) {
      heads.put(line, found);
    }
    return found;
  }

  /** Three words and more, with a head for either side; none where it is a sentence. */
  private static List<Role> sides(String line) {
    boolean sentence = line.endsWith(".") || line.endsWith(":");
    if (sentence || line.length() > LONGEST_HEADS || line.chars().anyMatch(Character::isDigit)) {
      return List.of();
    }
    var words = BLANKS.split(line.strip());
    var sides = new ArrayList<Role>();
    for (int i = 0; i < words.length; ) {
      int taken = 1;
      for (int count = Math.min(MOST_WORDS, words.length - i); count > 0; count--) {
        var head = String.join(" ", List.of(words).subList(i, i + count));
        var role = RoleLabels.role(head);
        if (role == Role.TARGET || role == Role.SOURCE && HeadRoles.isSided(head)) {
          sides.add(role);
          taken = count;
          break;
        }
      }
      i += taken;
    }
    boolean both = sides.contains(Role.SOURCE) && sides.contains(Role.TARGET);
    return words.length >= 3 && both ? sides : List.of();
  }

  private String line(int lineStart) {
    int end = text.indexOf('\n', lineStart);
    end = end < 0 ? text.length() : end;
    return text.substring(lineStart, Math.min(end, lineStart + LONGEST_LINE));
  }
}
