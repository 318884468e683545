package dev.demarc.responsibility.words;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A report's title and text cut into words, once, in time linear to its length. A word is a run of
 * letters, digits and apostrophes; hyphens, underscores and slashes part words, so that {@code
 * hard-coded}, {@code login_attack} and {@code aws/iam} read as they would with spaces. Each
 * character of a script that writes no spaces (Chinese, Japanese) is a word.
 */
public final class ReportWords {

  /** How much a word counts, by where it stands. */
  enum Zone {
    OWN,
    QUOTED
  }

  private static final int SHORT_LINE = 45;

  /** So few words beside a log only introduce it. */
  private static final int INTRODUCES = 15;

  public final String text;
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] sentences = new int[256];
  private boolean[] quoted = new boolean[256];
  private boolean[] afterComma = new boolean[256];
  private int count;
  private int sentence;
  private int titleWords;
  private boolean forwarded;
  private boolean reply;
  private int ownWords;
  private int logWords;
  private int mailWords;

  private ReportWords(String text) {
    this.text = text;
  }

  public static ReportWords of(@Nullable String title, @Nullable String body) {
    String head = title == null ? "" : title.strip();
    String tail = body == null ? "" : body;
    var words = new ReportWords(head + "\n\n" + tail);
    words.forwarded = QuotedLines.isForward(head);
    words.reply = QuotedLines.isReply(head);
    words.cut(0, head.length(), false);
    words.titleWords = words.count;
    words.sentence++;
    var lines = new QuotedLines(words.text, head.length() + 2);
    while (lines.next()) {
      switch (lines.kind()) {
        case OWN -> words.line(lines, false);
        case QUOTED -> words.line(lines, true);
        case LEFT_OUT -> words.sentence++;
      }
    }
    return words;
  }

  private void line(QuotedLines lines, boolean quote) {
    if (lines.startsParagraph()) {
      sentence++;
    }
    int before = count;
    cut(lines.start(), lines.end(), quote);
    if (!quote) {
      ownWords += count - before;
    } else if (lines.isLog()) {
      logWords += count - before;
    } else {
      mailWords += count - before;
    }
    if (before == count || lines.end() - lines.start() < SHORT_LINE) {
      sentence++;
    }
  }

  private void cut(int from, int to, boolean quote) {
    boolean comma = false;
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (!isWord(c)) {
        boolean spaceFollows = at + 1 >= to || Character.isWhitespace(text.charAt(at + 1));
        if (c == ';' || (c == '.' || c == '!' || c == '?') && spaceFollows || endsWide(c)) {
          sentence++;
        }
        comma |= c == ',' || c == ':' && spaceFollows || c == '(' || c == ')' || partsWide(c);
        at++;
        continue;
      }
      int start = at++;
      while (!isWide(c) && at < to && isMore(at, start, to)) {
        at++;
      }
      add(start, at, quote, comma);
      comma = false;
    }
  }

  private boolean isMore(int at, int start, int to) {
    char c = text.charAt(at);
    return isWord(c) && !isWide(c) || isInner(at, start, to);
  }

  /** A character of a script that writes no spaces: an ideograph or a kana. */
  public static boolean isWide(char c) {
    return c >= '\u3040' && c <= '\u30ff' || c >= '\u3400' && c <= '\u9fff';
  }

  private static boolean endsWide(char c) {
    return c == '\u3002' || c == '\uff01' || c == '\uff1f' || c == '\uff1b';
  }

  private static boolean partsWide(char c) {
    return c == '\u3001' || c == '\uff0c' || c == '\uff1a' || c == '\uff08' || c == '\uff09';
  }

  /** An apostrophe between letters and a dot between digits belong to the word. */
  private boolean isInner(int at, int start, int to) {
    if (at == start || at + 1 >= to) {
      return false;
    }
    char c = text.charAt(at);
    char before = text.charAt(at - 1);
    char after = text.charAt(at + 1);
    return (c == '\'' || c == '\u2019') && isWord(before) && isWord(after)
        || c == '.' && before >= '0' && before <= '9' && after >= '0' && after <= '9';
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c > 127 && (Character.isLetter(c) || isWide(c));
  }

  private void add(int start, int end, boolean quote, boolean comma) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      sentences = Arrays.copyOf(sentences, count * 2);
      quoted = Arrays.copyOf(quoted, count * 2);
      afterComma = Arrays.copyOf(afterComma, count * 2);
    }
    starts[count] = start;
    ends[count] = end;
    sentences[count] = sentence;
    quoted[count] = quote;
    afterComma[count] = comma;
    count++;
  }

  public int count() {
    return count;
  }

  /** How many of the first words are the title's. */
  public int titleWords() {
    return titleWords;
  }

  public int start(int word) {
    return starts[word];
  }

  public int end(int word) {
    return ends[word];
  }

  public int sentence(int word) {
    return sentences[word];
  }

  public boolean isQuoted(int word) {
    return quoted[word];
  }

  /** Whether a comma, colon or bracket stands before the word. */
  public boolean isAfterComma(int word) {
    return afterComma[word];
  }

  /** Whether the word is one of these lower-case texts. */
  public boolean is(int word, String... texts) {
    int length = ends[word] - starts[word];
    char head = Character.toLowerCase(text.charAt(starts[word]));
    for (String other : texts) {
      if (other.length() == length
          && other.charAt(0) == head
          && text.regionMatches(true, starts[word], other, 0, length)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the mail says that it passes on another. */
  public boolean isForward() {
    return forwarded;
  }

  /** Whether the mail says that it answers another, whose subject it then has. */
  public boolean isReply() {
    return reply;
  }

  /** Whether it shows lines of a log, and of the writer's own no more than what introduces them. */
  public boolean isLog() {
    return logWords > 0 && mailWords == 0 && ownWords <= INTRODUCES;
  }

  /** The last word of the sentence that a word stands in. */
  public int lastOf(int word) {
    int last = word;
    while (last + 1 < count && sentences[last + 1] == sentences[word]) {
      last++;
    }
    return last;
  }

  /** Whether a question mark stands after the word. */
  public boolean isQuestion(int word) {
    int at = ends[word];
    while (at < text.length() && "\"')\u201d\u00bb \u00a0".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() && (text.charAt(at) == '?' || text.charAt(at) == '\uff1f');
  }

  /** The report's own words from one word to another, on one line. */
  String between(int first, int last) {
    return text.substring(starts[first], ends[last]).replaceAll("\\s+", " ");
  }
}
