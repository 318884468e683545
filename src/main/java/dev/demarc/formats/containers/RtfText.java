package dev.demarc.formats.containers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a document in Rich Text Format; the HTML that Outlook wrapped in one ([MS-OXRTFEX])
 * as HTML.
 */
final class RtfText {

  /** One of the two is null. */
  record Read(@Nullable String text, @Nullable String html) {}

  private static final int LONGEST = 1 << 20;
  private static final int DEEPEST = 200;

  /** Groups whose text is no word of the document's. */
  private static final Set<String> NO_WORDS =
      Set.of(
          "fonttbl",
          "colortbl",
          "stylesheet",
          "info",
          "pict",
          "object",
          "header",
          "footer",
          "generator",
          "listtable",
          "listoverridetable",
          "rsidtbl",
          "themedata",
          "datastore",
          "latentstyles",
          "xmlnstbl");

  /** What holds in a group, and ends with it. */
  private static final class Group {
    boolean hidden;
    boolean tag;
    boolean rtfOnly;
    int skippedAfterUnicode = 1;

    Group inner() {
      var inner = new Group();
      inner.hidden = hidden;
      inner.tag = tag;
      inner.rtfOnly = rtfOnly;
      inner.skippedAfterUnicode = skippedAfterUnicode;
      return inner;
    }
  }

  private final byte[] rtf;
  private final StringBuilder out = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Deque<Group> open = new ArrayDeque<>();
  private Group group = new Group();
  private Charset charset = CodePages.of(1252);
  private boolean wrapsHtml;
  private boolean optional;
  private int toSkip;
  private int at;

  private RtfText(byte[] rtf) {
    this.rtf = rtf;
  }

  static Read of(byte[] rtf) {
    var reader = new RtfText(rtf);
    reader.read();
    var text = reader.out.toString();
    return reader.wrapsHtml ? new Read(null, text) : new Read(text, null);
  }

  private void read() {
    while (at < rtf.length && out.length() < LONGEST) {
      char c = (char) (rtf[at++] & 0xFF);
      switch (c) {
        case '{' -> {
          flush();
          if (open.size() >= DEEPEST) {
            return;
          }
          open.push(group);
          group = group.inner();
        }
        case '}' -> {
          flush();
          group = open.isEmpty() ? new Group() : open.pop();
        }
        case '\\' -> control();
        case '\r', '\n' -> {}
        default -> character((byte) c);
      }
    }
    flush();
  }

  private void control() {
    if (at >= rtf.length) {
      return;
    }
    char c = (char) (rtf[at] & 0xFF);
    if (!Character.isLetter(c) || c > 'z') {
      at++;
      symbol(c);
      return;
    }
    var word = new StringBuilder();
    while (at < rtf.length && word.length() < 40 && isLetter(rtf[at])) {
      word.append((char) rtf[at++]);
    }
    var number = new StringBuilder();
    while (at < rtf.length
        && number.length() < 10
        && (rtf[at] == '-' && number.length() == 0 || rtf[at] >= '0' && rtf[at] <= '9')) {
      number.append((char) rtf[at++]);
    }
    if (at < rtf.length && rtf[at] == ' ') {
      at++;
    }
    boolean numbered = number.length() > 0 && !number.toString().equals("-");
    word(word.toString(), numbered ? (int) Long.parseLong(number.toString()) : null);
  }

  private static boolean isLetter(byte b) {
    return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
  }

  private void symbol(char c) {
    switch (c) {
      case '\'' -> {
        if (at + 2 <= rtf.length) {
          int high = Character.digit(rtf[at], 16);
          int low = Character.digit(rtf[at + 1], 16);
          at += 2;
          if (high >= 0 && low >= 0) {
            character((byte) (high << 4 | low));
          }
        }
      }
      case '*' -> optional = true;
      case '~' -> text(" ");
      case '_' -> text("-");
      case '{', '}', '\\' -> character((byte) c);
      case '\r', '\n' -> text("\n");
      default -> {}
    }
  }

  private void word(String word, @Nullable Integer number) {
    boolean mayBeLeft = optional;
    optional = false;
    switch (word) {
      case "par", "line", "row", "sect", "page" -> text("\n");
      case "tab", "cell" -> text("\t");
      case "emdash", "endash" -> text("-");
      case "lquote", "rquote" -> text("'");
      case "ldblquote", "rdblquote" -> text("\"");
      case "bullet" -> text("*");
      case "ansicpg" -> charset = number == null ? charset : CodePages.of(number);
      case "fromhtml" -> wrapsHtml = true;
      case "htmltag" -> {
        group.tag = true;
        group.hidden = false;
      }
      case "htmlrtf" -> {
        flush();
        group.rtfOnly = number == null || number != 0;
      }
      case "uc" ->
          group.skippedAfterUnicode = number == null ? 1 : Math.min(8, Math.max(0, number));
      case "u" -> {
        if (number != null) {
          text(String.valueOf((char) (number & 0xFFFF)));
          toSkip = group.skippedAfterUnicode;
        }
      }
      default -> group.hidden |= mayBeLeft || NO_WORDS.contains(word);
    }
  }

  private void character(byte b) {
    if (toSkip > 0) {
      toSkip--;
    } else if (isShown()) {
      bytes.write(b);
    }
  }

  private void text(String words) {
    flush();
    toSkip = 0;
    if (isShown()) {
      out.append(words);
    }
  }

  /** What stands for readers of RTF alone, beside the HTML that says the same. */
  private boolean isShown() {
    return !group.hidden && !group.rtfOnly;
  }

  private void flush() {
    if (bytes.size() > 0) {
      out.append(
          new String(bytes.toByteArray(), charset == null ? StandardCharsets.UTF_8 : charset));
      bytes.reset();
    }
  }
}
