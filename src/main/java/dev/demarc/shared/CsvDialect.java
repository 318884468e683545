package dev.demarc.shared;

import com.google.re2j.Pattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/**
 * How a CSV file (RFC 4180) is separated: spreadsheets take the sign that their country's numbers
 * leave free, and many put a byte order mark first.
 */
public final class CsvDialect {

  private static final int LONGEST_HEADER = 16 * 1024;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char[] OTHER_THAN_COMMA = {';', '\t', '|'};

  private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)^\"?sep=([;,|\\t])\"?\\r?\\n");

  private CsvDialect() {}

  /** A reader in which {@link #open} can look ahead. */
  public static BufferedReader reader(Reader csv) {
    return new BufferedReader(csv, 1 << 16);
  }

  /**
   * Skips a byte order mark, and the line {@code sep=;} that spreadsheets write and read.
   *
   * @param csv at its start; see {@link #reader}
   * @return what separates the columns, told by the first line
   */
  public static char open(BufferedReader csv) throws IOException {
    csv.mark(LONGEST_HEADER);
    var start = new char[LONGEST_HEADER];
    int length = Math.max(0, csv.read(start));
    csv.reset();
    boolean marked = length > 0 && start[0] == BYTE_ORDER_MARK;
    if (marked) {
      csv.skip(1);
    }
    var table = new String(start, marked ? 1 : 0, marked ? length - 1 : Math.max(0, length));
    var named = SEPARATOR_LINE.matcher(table);
    if (named.find()) {
      csv.skip(named.end());
      return named.group(1).charAt(0);
    }
    return separator(table);
  }

  /** A table without the byte order mark and the line {@code sep=;} before it. */
  public static String withoutPreamble(String table) {
    var marked = !table.isEmpty() && table.charAt(0) == BYTE_ORDER_MARK;
    return SEPARATOR_LINE.matcher(marked ? table.substring(1) : table).replaceFirst("");
  }

  /**
   * @param table of which the first line counts, the names of the columns; what is quoted does not
   */
  public static char separator(String table) {
    char best = ',';
    int most = count(table, ',');
    for (char other : OTHER_THAN_COMMA) {
      int count = count(table, other);
      if (count > most) {
        most = count;
        best = other;
      }
    }
    return best;
  }

  private static int count(String table, char wanted) {
    int count = 0;
    boolean quoted = false;
    for (int i = 0; i < table.length(); i++) {
      char c = table.charAt(i);
      if (c == '\n' || c == '\r') {
        break;
      }
      quoted ^= c == '"';
      count += c == wanted && !quoted ? 1 : 0;
    }
    return count;
  }
}
