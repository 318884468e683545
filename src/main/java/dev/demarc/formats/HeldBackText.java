package dev.demarc.formats;

import com.google.re2j.Pattern;
import java.util.ArrayList;

/**
 * Takes files that are written as text (Base64) out of the words of a report about child sexual
 * abuse material: references stay, copies do not.
 */
final class HeldBackText {

  private static final String LEFT_OUT = "[left out]";

  /** No URL or hash has so many characters of Base64 in a row; a picture has. */
  private static final Pattern ONE_LINE = Pattern.compile("[A-Za-z0-9+/_=-]{400,}");

  private static final Pattern LINE = Pattern.compile("[ >\\t]*[A-Za-z0-9+/_=-]{40,}[ \\t]*");
  private static final Pattern HASH = Pattern.compile("[ >\\t]*[A-Fa-f0-9]+[ \\t]*");
  private static final int FEWEST_LINES = 4;

  /** A title is cut, and so shows the beginning of a file at most; hashes stay. */
  private static final Pattern IN_TITLE = Pattern.compile("[A-Za-z0-9+/_=-]{40,}");

  private HeldBackText() {}

  static String title(String title) {
    var shown = new StringBuilder();
    var runs = IN_TITLE.matcher(title);
    int from = 0;
    while (runs.find()) {
      shown.append(title, from, runs.start());
      shown.append(HASH.matches(runs.group()) ? runs.group() : LEFT_OUT);
      from = runs.end();
    }
    return shown.append(title, from, title.length()).toString();
  }

  static String of(String text) {
    var kept = new ArrayList<String>();
    int run = 0;
    for (var line : text.lines().toList()) {
      // a list of hashes is a list of references
      run = LINE.matches(line) && !HASH.matches(line) ? run + 1 : 0;
      if (run == FEWEST_LINES) {
        kept.subList(kept.size() - FEWEST_LINES + 1, kept.size()).clear();
        kept.add(LEFT_OUT);
      } else if (run < FEWEST_LINES) {
        kept.add(line);
      }
    }
    return ONE_LINE.matcher(String.join("\n", kept)).replaceAll(LEFT_OUT);
  }
}
