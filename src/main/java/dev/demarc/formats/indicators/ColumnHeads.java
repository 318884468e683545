package dev.demarc.formats.indicators;

import com.google.re2j.Pattern;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The heads of a table in running text say what stands in its columns. Columns are apart by bars,
 * tabs, semicolons, commas, or by two blanks and more.
 */
final class ColumnHeads {

  private static final int LONGEST_LINE = 400;
  private static final int MOST_ROWS = 2_000;

  /** In a line of heads, which are words. */
  private static final int MOST_DIGITS = 3;

  /** How far the entry of a column may stand beside its head, in letters. */
  private static final int ASIDE = 3;

  private static final Pattern RULER = Pattern.compile("^[\\s>|+=*:_-]*[+=_-]{3}[\\s>|+=*:_-]*$");

  /** Before the heads in a log of Zeek. */
  private static final String ZEEK = "#fields\t";

  private record Cell(int start, int end) {}

  /** What the columns are; empty where a line stands in no table. */
  private record Heads(List<Cell> cells, List<@Nullable Role> roles) {}

  private static final Heads NONE = new Heads(List.of(), List.of());

  private final String text;
  private final Sentences sentences;
  private final Exchanges exchanges;
  private final Map<Integer, Heads> heads = new HashMap<>();

  ColumnHeads(String text, Sentences sentences, Exchanges exchanges) {
    this.text = text;
    this.sentences = sentences;
    this.exchanges = exchanges;
  }

  /**
   * What the head above says of the entry that stands here: mentioned where other columns have the
   * sides; null where there is none.
   */
  @Nullable Role role(int start) {
    int lineStart = sentences.lineStart(start);
    var cells = cells(lineStart);
    if (cells.size() < 2) {
      return null;
    }
    var head = heads(lineStart);
    int column = column(cells, start - lineStart);
    if (head.cells().isEmpty() || column < 0) {
      return null;
    }
    if (cells.size() == head.cells().size()) {
      var role = head.roles().get(column);
      return isOfAnswer(line(lineStart), cells, head) ? other(role) : role;
    }
    for (int i = 0; i < head.cells().size(); i++) {
      if (Math.abs(head.cells().get(i).start() - cells.get(column).start()) <= ASIDE) {
        return head.roles().get(i);
      }
    }
    return null;
  }

  /** Flows are listed in both directions: a row turned round is what was sent back. */
  private boolean isOfAnswer(String line, List<Cell> cells, Heads head) {
    int from = head.roles().indexOf(Role.SOURCE);
    int to = head.roles().indexOf(Role.TARGET);
    return from >= 0
        && to >= 0
        && exchanges.isAnswer(entry(line, cells.get(from)), entry(line, cells.get(to)));
  }

  private static String entry(String line, Cell cell) {
    return line.substring(cell.start(), cell.end()).strip();
  }

  private static @Nullable Role other(@Nullable Role role) {
    return role == Role.SOURCE ? Role.TARGET : role == Role.TARGET ? Role.SOURCE : role;
  }

  private static int column(List<Cell> cells, int at) {
    for (int i = 0; i < cells.size(); i++) {
      if (at >= cells.get(i).start() && at <= cells.get(i).end()) {
        return i;
      }
    }
    return -1;
  }

  /** Looks up line by line; what is found holds for all lines that were passed. */
  private Heads heads(int lineStart) {
    var passed = new ArrayList<Integer>();
    var found = NONE;
    int at = lineStart;
    boolean gap = false;
    for (int i = 0; i < MOST_ROWS; i++) {
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
      if (isRuler(line)) {
        continue;
      }
      if (line.isBlank() && !gap) {
        gap = true;
        continue;
      }
      var cells = cells(at);
      if (cells.size() < 2) {
        break;
      }
      found = headsIn(line, cells);
      if (found != NONE) {
        break;
      }
    }
    for (var line : passed) {
      heads.put(line, found);
    }
    return found;
  }

  private static boolean isRuler(String line) {
    return !line.isEmpty() && " >|+=*:_-".indexOf(line.charAt(0)) >= 0 && RULER.matches(line);
  }

  private static Heads headsIn(String line, List<Cell> cells) {
    if (line.chars().filter(Character::isDigit).count() > MOST_DIGITS) {
      return NONE;
    }
    var roles =
        HeadRoles.of(cells.stream().map(c -> line.substring(c.start(), c.end()).strip()).toList());
    return roles.isEmpty() ? NONE : new Heads(cells, roles);
  }

  private String line(int lineStart) {
    int end = text.indexOf('\n', lineStart);
    end = end < 0 ? text.length() : end;
    return text.substring(lineStart, Math.min(end, lineStart + LONGEST_LINE));
  }

  private List<Cell> cells(int lineStart) {
    var line = line(lineStart);
    int indent = 0;
    while (indent < line.length() && " >|\t".indexOf(line.charAt(indent)) >= 0) {
      indent++;
    }
    indent += line.startsWith(ZEEK, indent) ? ZEEK.length() : 0;
    if (line.indexOf('|', indent) >= 0) {
      return apart(line, indent, '|');
    }
    if (line.indexOf('\t', indent) >= 0) {
      return apart(line, indent, '\t');
    }
    for (char separator : new char[] {';', ','}) {
      if (line.chars().filter(c -> c == separator).count() >= 2) {
        return apart(line, indent, separator);
      }
    }
    return byBlanks(line, indent);
  }

  /** A separator in quotation marks parts nothing, unless one of them is missing. */
  private static List<Cell> apart(String line, int from, char separator) {
    var cells = new ArrayList<Cell>();
    boolean paired = line.chars().filter(c -> c == '"').count() % 2 == 0;
    boolean quoted = false;
    int start = from;
    for (int i = from; i <= line.length(); i++) {
      quoted ^= paired && i < line.length() && line.charAt(i) == '"';
      if (i == line.length() || line.charAt(i) == separator && !quoted) {
        if (i < line.length() || !line.substring(start, i).isBlank()) {
          cells.add(new Cell(start, i));
        }
        start = i + 1;
      }
    }
    return cells;
  }

  private static List<Cell> byBlanks(String line, int from) {
    var cells = new ArrayList<Cell>();
    int start = from;
    for (int i = from; i <= line.length(); i++) {
      boolean gap = i < line.length() && line.charAt(i) == ' ';
      if (i == line.length() || gap && line.startsWith("  ", i)) {
        if (i > start) {
          cells.add(new Cell(start, i));
        }
        while (i < line.length() && line.charAt(i) == ' ') {
          i++;
        }
        start = i;
      }
    }
    return cells;
  }
}
