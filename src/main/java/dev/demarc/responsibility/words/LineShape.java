package dev.demarc.responsibility.words;

import java.util.List;

/** What one line of a mail looks like: a greeting, a close, a quotation, a line of a log. */
final class LineShape {

  private static final List<String> REPLY_MARKS =
      List.of(
          "original message---",
          "original message ---",
          "forwarded message",
          "begin forwarded",
          "urspr\u00fcngliche nachricht",
          "weitergeleitete nachricht",
          "weitergeleiteten nachricht",
          "message d'origine",
          "message d\u2019origine",
          "message transf\u00e9r\u00e9",
          "mensaje original",
          "mensaje reenviado",
          "mensagem original",
          "mensagem encaminhada",
          "messaggio originale",
          "messaggio inoltrato",
          "oorspronkelijk bericht",
          "doorgestuurd bericht",
          "p\u016fvodn\u00ed zpr\u00e1va",
          "\u043f\u0435\u0440\u0435\u0441\u044b\u043b\u0430\u0435\u043c\u043e\u0435",
          "\u539f\u59cb\u90ae\u4ef6",
          "\u8f6c\u53d1\u7684\u90ae\u4ef6",
          "\u5143\u306e\u30e1\u30c3\u30bb\u30fc\u30b8",
          "wiadomo\u015b\u0107 oryginalna",
          "oryginalna wiadomo\u015b\u0107");

  private static final List<String> WROTE =
      List.of(
          "wrote",
          "schrieb",
          "\u00e9crit",
          "escribi\u00f3",
          "escreveu",
          "ha scritto",
          "schreef",
          "napisa\u0142",
          "napsal",
          "\u043f\u0438\u0448\u0435\u0442",
          "\u043d\u0430\u043f\u0438\u0441\u0430\u043b",
          "\u5199\u9053",
          "\u306e\u30e1\u30fc\u30eb");

  private static final List<String> SENT =
      List.of(
          "sent:",
          "gesendet:",
          "envoy\u00e9",
          "enviado:",
          "enviada:",
          "inviato:",
          "verzonden:",
          "wys\u0142ano:",
          "odesl\u00e1no:",
          "\u043e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e:",
          "\u53d1\u9001\u65f6\u95f4",
          "\u9001\u4fe1\u65e5\u6642");

  private static final List<String> LOGGED =
      List.of(" - - [", "HTTP/1.", "HTTP/2", " SRC=", " DPT=", "]: Failed ", "]: Invalid ");

  private static final int LONGEST_GREETING = 60;
  private static final int LONGEST_CLOSE = 45;
  private static final int MOST_CLOSING_WORDS = 6;
  private static final int LONGEST_LOOKED_AT = 400;

  private final String text;
  private final int first;
  private final int end;

  /**
   * @param first where the line's first character that is no blank stands
   */
  LineShape(String text, int first, int end) {
    this.text = text;
    this.first = first;
    int last = end;
    while (last > first && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    this.end = last;
  }

  int width() {
    return end - first;
  }

  boolean isMarked() {
    return first < end && text.charAt(first) == '>';
  }

  /** "Dear all," but not "Hi, our bucket is public". */
  boolean isGreeting() {
    if (width() > LONGEST_GREETING
        || Courtesies.GREETINGS.stream().noneMatch(this::startsWithWord)) {
      return false;
    }
    char last = text.charAt(end - 1);
    boolean open = last == ',' || last == '!' || last == '\uff0c' || last == '\uff1a';
    int comma = text.indexOf(',', first);
    boolean parted = comma >= 0 && comma < end - 1;
    return open && (!parted || words() <= MOST_CLOSING_WORDS) || !parted && words() <= 4;
  }

  /** "Kind regards, Ann", "Thanks": what follows is the signature. */
  boolean isClosing() {
    return width() > 0
        && width() <= LONGEST_CLOSE
        && text.charAt(end - 1) != '.'
        && text.charAt(end - 1) != ':'
        && words() <= MOST_CLOSING_WORDS
        && Courtesies.CLOSES.stream().anyMatch(this::startsWithWord)
        && !hasDigit();
  }

  /** The line above an earlier mail, or above one that is passed on. */
  boolean startsReply() {
    if (width() == 0 || width() > LONGEST_LOOKED_AT) {
      return false;
    }
    char mark = text.charAt(first);
    char last = text.charAt(end - 1);
    boolean dashed = mark == '-' || mark == '=' || mark == '_' || mark == '*' || last == ':';
    return dashed && REPLY_MARKS.stream().anyMatch(this::has)
        || (last == ':' || last == '\uff1a') && WROTE.stream().anyMatch(this::has)
        || SENT.stream().anyMatch(this::startsWith);
  }

  /** A line that a machine wrote. */
  boolean isLog() {
    return width() > 20 && LOGGED.stream().anyMatch(this::hasExactly);
  }

  private boolean hasDigit() {
    for (int at = first; at < end; at++) {
      if (text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        return true;
      }
    }
    return false;
  }

  private int words() {
    int words = 0;
    for (int at = first; at < end; at++) {
      boolean starts = at == first || Character.isWhitespace(text.charAt(at - 1));
      words += starts && !Character.isWhitespace(text.charAt(at)) ? 1 : 0;
    }
    return words;
  }

  private boolean startsWith(String head) {
    return first + head.length() <= end && text.regionMatches(true, first, head, 0, head.length());
  }

  private boolean startsWithWord(String head) {
    int after = first + head.length();
    return startsWith(head)
        && (head.length() > 4 || after == end || !Character.isLetter(text.charAt(after)));
  }

  private boolean has(String part) {
    return Disclaimers.holds(text, first, end, part);
  }

  private boolean hasExactly(String part) {
    int to = Math.min(end, first + LONGEST_LOOKED_AT) - part.length();
    for (int at = first; at <= to; at++) {
      if (text.startsWith(part, at)) {
        return true;
      }
    }
    return false;
  }
}
