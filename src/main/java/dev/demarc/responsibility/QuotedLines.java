package dev.demarc.responsibility;

/**
 * Walks a text line by line and says which lines are the writer's own, which quote an earlier mail,
 * and which say nothing about the matter (signatures, legal disclaimers).
 */
final class QuotedLines {

  enum Kind {
    OWN,
    QUOTED,
    LEFT_OUT
  }

  private static final String[] DISCLAIMERS = {
    "intended recipient",
    "intended solely for",
    "confidentiality notice",
    "is confidential and",
    "may be privileged",
    "legally privileged",
    "received this e-mail in error",
    "received this email in error",
    "received this message in error",
    "received this in error",
    "delete this e-mail",
    "delete this email",
    "virus-free",
    "scanned for viruses",
    "free of viruses",
    "does not accept liability",
    "accepts no liability",
    "think before you print",
    "consider the environment"
  };
  private static final int SIGNATURE_LINES = 15;

  private final String text;
  private final boolean forwarded;
  private int start;
  private int end;
  private int next;
  private Kind kind = Kind.OWN;
  private boolean startsParagraph;
  private boolean blankBefore = true;
  private boolean replyBelow;
  private int signatureLeft;
  private boolean disclaimer;

  QuotedLines(String text, int from, boolean forwarded) {
    this.text = text;
    this.next = from;
    this.forwarded = forwarded;
  }

  /** A forwarded mail's quoted part is the report itself, not an earlier conversation. */
  static boolean isForward(String subject) {
    return subject.regionMatches(true, 0, "fw:", 0, 3)
        || subject.regionMatches(true, 0, "fwd:", 0, 4)
        || subject.regionMatches(true, 0, "wg:", 0, 3);
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
    boolean blank = first == end;
    startsParagraph = blankBefore || !blank && "-*#|\u2022".indexOf(text.charAt(first)) >= 0;
    if (blankBefore && !blank) {
      disclaimer = isDisclaimer(first);
    }
    if (blank) {
      disclaimer = false;
    }
    blankBefore = blank;
    if (signatureLeft > 0) {
      signatureLeft = blank ? 0 : signatureLeft - 1;
    }
    if (isSignatureMark(first)) {
      signatureLeft = SIGNATURE_LINES;
    }
    if (!forwarded && startsReply(first)) {
      replyBelow = true;
    }
    kind = kindAt(first, blank);
  }

  private Kind kindAt(int first, boolean blank) {
    if (signatureLeft > 0 || disclaimer || isDisclaimerLine(first)) {
      return Kind.LEFT_OUT;
    }
    boolean marked = !blank && text.charAt(first) == '>';
    return !forwarded && (marked || replyBelow) ? Kind.QUOTED : Kind.OWN;
  }

  private boolean isSignatureMark(int first) {
    return first == start && end - start <= 4 && text.startsWith("-- ", start)
        || first == start && end - start == 2 && text.startsWith("--", start);
  }

  /** Outlook's line; the "On ... wrote:" kind is followed by lines that carry their own mark. */
  private boolean startsReply(int first) {
    return lineHas(first, "-----original message-----");
  }

  private boolean isDisclaimer(int first) {
    int paragraphEnd = text.indexOf("\n\n", first);
    int limit = Math.min(paragraphEnd < 0 ? text.length() : paragraphEnd, first + 1500);
    int hits = 0;
    for (String words : DISCLAIMERS) {
      if (contains(first, limit, words)) {
        hits++;
      }
    }
    return hits >= 2;
  }

  private boolean isDisclaimerLine(int first) {
    return lineHas(first, "virus-free.") || lineHas(first, "scanned for viruses");
  }

  private boolean lineHas(int first, String words) {
    return contains(first, Math.min(end, first + 400), words);
  }

  private boolean contains(int from, int to, String words) {
    char head = words.charAt(0);
    char upper = Character.toUpperCase(head);
    for (int at = from; at + words.length() <= to; at++) {
      char c = text.charAt(at);
      if ((c == head || c == upper) && text.regionMatches(true, at, words, 0, words.length())) {
        return true;
      }
    }
    return false;
  }

  Kind kind() {
    return kind;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  boolean startsParagraph() {
    return startsParagraph;
  }
}
