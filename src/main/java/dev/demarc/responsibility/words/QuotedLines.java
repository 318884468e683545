package dev.demarc.responsibility.words;

import java.util.List;

/**
 * Walks a text line by line and says which lines are the writer's own, which are quoted (an earlier
 * mail, a mail passed on, lines of a log), and which say nothing about the matter (greetings,
 * signatures, legal disclaimers).
 */
final class QuotedLines {

  enum Kind {
    OWN,
    QUOTED,
    LEFT_OUT
  }

  private static final List<String> ANSWERS =
      List.of("re:", "aw:", "antw:", "sv:", "odp:", "res:", "rif:", "r\u00e9p:");

  private static final int SIGNATURE_LINES = 15;
  private static final int SIGNATURE_WIDTH = 100;

  private final String text;
  private int start;
  private int end;
  private int next;
  private Kind kind = Kind.OWN;
  private boolean log;
  private boolean startsParagraph;
  private boolean blankBefore = true;
  private boolean replyBelow;
  private int signatureLeft;
  private boolean signatureEndsAtBlank;
  private int disclaimer = Integer.MAX_VALUE;

  QuotedLines(String text, int from) {
    this.text = text;
    this.next = from;
  }

  /** Whether a subject says that the mail passes on another. */
  static boolean isForward(String subject) {
    return subject.regionMatches(true, 0, "fw:", 0, 3)
        || subject.regionMatches(true, 0, "fwd:", 0, 4)
        || subject.regionMatches(true, 0, "wg:", 0, 3)
        || subject.regionMatches(true, 0, "tr:", 0, 3)
        || subject.regionMatches(true, 0, "rv:", 0, 3)
        || subject.regionMatches(true, 0, "enc:", 0, 4);
  }

  /** Whether a subject is that of the mail which is answered. */
  static boolean isReply(String subject) {
    return ANSWERS.stream()
        .anyMatch(mark -> subject.regionMatches(true, 0, mark, 0, mark.length()));
  }

  boolean next() {
    if (next >= text.length()) {
      return false;
    }
    start = next;
    int newline = text.indexOf('\n', start);
    end = newline < 0 ? text.length() : newline;
    next = end + 1;
    read();
    return true;
  }

  private void read() {
    int first = start;
    while (first < end && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    startsParagraph = blankBefore;
    blankBefore = first == end;
    if (first == end) {
      blank();
    } else {
      written(first);
    }
  }

  private void blank() {
    disclaimer = Integer.MAX_VALUE;
    signatureLeft = signatureEndsAtBlank ? 0 : Math.max(0, signatureLeft - 1);
    kind = signatureLeft > 0 ? Kind.LEFT_OUT : replyBelow ? Kind.QUOTED : Kind.OWN;
  }

  private void written(int first) {
    if (startsParagraph) {
      int at = Disclaimers.in(text, first);
      disclaimer = at < 0 ? Integer.MAX_VALUE : at;
    }
    startsParagraph |= "-*#|\u2022".indexOf(text.charAt(first)) >= 0;
    var line = new LineShape(text, first, end);
    signature(line, first);
    kind = kindOf(line, first);
    if (line.startsReply() && !marksFollow()) {
      replyBelow = true;
      kind = Kind.LEFT_OUT;
    }
  }

  private void signature(LineShape line, int first) {
    boolean goesOn = (signatureEndsAtBlank || line.width() <= SIGNATURE_WIDTH) && !line.isMarked();
    signatureLeft = goesOn && signatureLeft > 0 ? signatureLeft - 1 : 0;
    if (isSignatureMark(first) || line.isClosing()) {
      signatureLeft = SIGNATURE_LINES;
      signatureEndsAtBlank = !line.isClosing();
    }
  }

  private Kind kindOf(LineShape line, int first) {
    if (signatureLeft > 0 || first >= disclaimer || line.isGreeting()) {
      return Kind.LEFT_OUT;
    }
    log = !replyBelow && !line.isMarked() && line.isLog();
    return replyBelow || line.isMarked() || log ? Kind.QUOTED : Kind.OWN;
  }

  /** Below "Ann wrote:" the lines may carry their own mark; what stands between is an answer. */
  private boolean marksFollow() {
    int at = next;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == '>';
  }

  private boolean isSignatureMark(int first) {
    return first == start && end - start <= 4 && text.startsWith("-- ", start)
        || first == start && end - start == 2 && text.startsWith("--", start);
  }

  Kind kind() {
    return kind;
  }

  /** Whether a quoted line is one of a log, and not of somebody's mail. */
  boolean isLog() {
    return kind == Kind.QUOTED && log;
  }

  int start() {
    return start;
  }

  /** Where the line ends, or where a disclaimer starts in it. */
  int end() {
    return Math.max(start, Math.min(end, disclaimer));
  }

  boolean startsParagraph() {
    return startsParagraph;
  }
}
