package dev.demarc.formats.text;

/**
 * Lines that a mail program has broken softly, joined again (RFC 3676 section 4): a line that ends
 * with a space goes on in the next one of the same quote depth.
 */
public final class FlowedText {

  private static final String SIGNATURE = "-- ";

  private FlowedText() {}

  /**
   * @param withoutSpace {@code delsp=yes}: the space was put in with the break
   */
  public static String of(String lines, boolean withoutSpace) {
    var joined = new StringBuilder(lines.length());
    boolean open = false;
    int openDepth = 0;
    for (var line : (Iterable<String>) lines.lines()::iterator) {
      int depth = depth(line);
      var words = line.substring(depth);
      words = words.startsWith(" ") ? words.substring(1) : words;
      boolean signature = words.equals(SIGNATURE);
      if (!open || depth != openDepth || signature) {
        joined.append(joined.length() == 0 ? "" : "\n").append(">".repeat(depth));
        joined.append(depth > 0 ? " " : "");
      }
      open = words.endsWith(" ") && !signature;
      openDepth = depth;
      joined.append(open && withoutSpace ? words.substring(0, words.length() - 1) : words);
    }
    return joined.toString();
  }

  private static int depth(String line) {
    int depth = 0;
    while (depth < line.length() && line.charAt(depth) == '>') {
      depth++;
    }
    return depth;
  }
}
