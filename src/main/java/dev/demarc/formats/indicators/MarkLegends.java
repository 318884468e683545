package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Marks of one to three letters in brackets beside what a text lists, {@code 192.0.2.1 (H)}, and
 * what its legend says of them.
 */
final class MarkLegends {

  private static final List<Cue> CLEARING = List.of(Cue.CLEARED, Cue.HARMLESS, Cue.OURS);

  private static final int MOST_MARKS = 30;

  private static final int MOST_LOOKS = 20;

  private static final int LONGEST_LEGEND = 40;

  private static final int LONGEST_LINE = 400;

  /** What stands behind the letters of a mark: {@code = source}, {@code ): attacker}. */
  private static final Pattern LEGEND =
      Pattern.compile("^[)\\]]?\\s?[=:\u2013-]\\s?([\\pL][\\pL ]{1,28}[\\pL])");

  private final String text;
  private final TextCues cues;
  private final Sentences sentences;

  /** By mark, whether its legend says that what bears it has no part. */
  private final Map<String, Boolean> legends = new HashMap<>();

  /** By the letters of a mark, which side its legend says. */
  private final Map<String, Optional<Role>> sides = new HashMap<>();

  MarkLegends(String text, TextCues cues, Sentences sentences) {
    this.text = text;
    this.cues = cues;
    this.sentences = sentences;
  }

  /** By the legend of the mark beside it: {@code (S) 192.0.2.1} where {@code S = source}. */
  @Nullable Role role(int lineStart, int start, int end, int lineEnd) {
    int mark = nextMark(lineStart, start);
    mark = mark < 0 ? nextMark(end, lineEnd) : mark;
    if (mark < 0) {
      return null;
    }
    var letters = text.substring(mark + 1, markEnd(mark) - 1);
    if (sides.size() >= MOST_MARKS && !sides.containsKey(letters)) {
      return null;
    }
    return sides.computeIfAbsent(letters, this::sideOf).orElse(null);
  }

  private Optional<Role> sideOf(String letters) {
    int at = text.indexOf(letters);
    for (int looks = 0; at >= 0 && looks < MOST_LOOKS; at = text.indexOf(letters, at + 1)) {
      if (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
        continue;
      }
      looks++;
      int behind = at + letters.length();
      var said = text.substring(behind, Math.min(text.length(), behind + LONGEST_LEGEND));
      var legend = LEGEND.matcher(said);
      var role = legend.find() ? RoleLabels.role(legend.group(1)) : null;
      if (role == Role.SOURCE || role == Role.TARGET) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** Whether the legend of a mark behind it says that it has no part in what is reported. */
  boolean isCleared(int end, int lineEnd) {
    for (int at = nextMark(end, lineEnd); at >= 0; at = nextMark(at + 1, lineEnd)) {
      var mark = text.substring(at, markEnd(at));
      if (legends.size() < MOST_MARKS || legends.containsKey(mark)) {
        if (legends.computeIfAbsent(mark, this::isCleared)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Where a mark begins, one to three letters in brackets; -1 where there is none. */
  private int nextMark(int from, int to) {
    for (int at = from; at < to; at++) {
      if (markEnd(at) > 0) {
        return at;
      }
    }
    return -1;
  }

  private int markEnd(int at) {
    if (text.charAt(at) != '[' && text.charAt(at) != '(') {
      return -1;
    }
    int end = at + 1;
    while (end < text.length() && end - at <= 3 && Character.isLetter(text.charAt(end))) {
      end++;
    }
    boolean closed = end < text.length() && "])".indexOf(text.charAt(end)) >= 0;
    return closed && end > at + 1 ? end + 1 : -1;
  }

  /** By the last place where the mark stands with words behind and no address before it. */
  private boolean isCleared(String mark) {
    int at = text.lastIndexOf(mark);
    for (int looks = 0; at >= 0 && looks < MOST_LOOKS; looks++) {
      int words = at + mark.length();
      if (text.startsWith(" ", words)
          && !NetworkAddress.isIn(text.substring(sentences.lineStart(at), at))) {
        int lineEnd = lineEnd(words);
        int next = nextMark(words, lineEnd);
        int end = next < 0 ? lineEnd : next;
        return CLEARING.stream().anyMatch(cue -> cues.has(words, end, cue));
      }
      at = text.lastIndexOf(mark, at - 1);
    }
    return false;
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return Math.min(end < 0 ? text.length() : end, from + LONGEST_LINE);
  }
}
