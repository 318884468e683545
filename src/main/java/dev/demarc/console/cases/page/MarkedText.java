package dev.demarc.console.cases.page;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Defang;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a report as the case page shows it: defanged, cut into paragraphs, with the words
 * marked that the decision rests on. Pure.
 *
 * @param shown the first paragraphs
 * @param folded those behind "more lines"
 * @param foldedLines how many lines these have
 * @param found the numbers of the quotes that stand in it
 */
public record MarkedText(
    List<Paragraph> shown, List<Paragraph> folded, int foldedLines, List<Integer> found) {

  /**
   * @param aligned whether its lines stand in columns, so that every letter needs the same width
   */
  public record Paragraph(boolean aligned, List<Piece> pieces) {}

  /**
   * @param number of the quote that these words are; 0 for words that are none
   * @param points the side that the quote speaks for; null where it is none
   * @param begins whether the quote begins here, and not in a piece before
   */
  public record Piece(String text, int number, @Nullable Responsibility points, boolean begins) {}

  private record Span(int from, int to, DrawnLine.Quote quote) {}

  private static final int LINES_SHOWN = 26;
  private static final int CHARACTERS_SHOWN = 2_400;
  private static final int LONGEST_MARKED = 200_000;

  /**
   * @param text as it was read, not defanged
   */
  public static MarkedText of(String text, List<DrawnLine.Quote> quotes) {
    var whole = Defang.text(text.replace("\r\n", "\n").strip());
    var spans = spans(whole, quotes);
    var shown = new ArrayList<Paragraph>();
    var folded = new ArrayList<Paragraph>();
    int lines = 0;
    int foldedLines = 0;
    int at = 0;
    while (at < whole.length()) {
      int end = whole.indexOf("\n\n", at);
      end = end < 0 ? whole.length() : end;
      int room = room(whole, at, end, LINES_SHOWN - lines, CHARACTERS_SHOWN - at);
      if (folded.isEmpty() && room > at) {
        shown.add(paragraph(whole, at, room, spans));
        lines += linesIn(whole, at, room) + 1;
      }
      int rest = folded.isEmpty() ? Math.max(room, at) : at;
      if (rest < end) {
        int from = whole.charAt(rest) == '\n' ? rest + 1 : rest;
        folded.add(paragraph(whole, from, end, spans));
        foldedLines += linesIn(whole, from, end);
      }
      at = end;
      while (at < whole.length() && whole.charAt(at) == '\n') {
        at++;
      }
    }
    var found = spans.stream().map(span -> span.quote().number()).distinct().sorted().toList();
    return new MarkedText(shown, folded, foldedLines, found);
  }

  /** How far a paragraph is shown: whole lines, as many as there is room for. */
  private static int room(String text, int at, int end, int lines, int characters) {
    if (lines <= 0 || characters <= 0) {
      return at;
    }
    int to = at;
    for (int n = 0; n < lines && to < end && to - at < characters; n++) {
      int next = text.indexOf('\n', to + 1);
      to = next < 0 || next > end ? end : next;
    }
    // a line without an end is cut between two words
    if (to - at > 2 * characters) {
      int space = text.lastIndexOf(' ', at + characters);
      to = space > at ? space : at + characters;
    }
    return to;
  }

  private static int linesIn(String text, int from, int to) {
    return (int) text.substring(from, to).chars().filter(c -> c == '\n').count() + 1;
  }

  private static Paragraph paragraph(String text, int from, int to, List<Span> spans) {
    var pieces = new ArrayList<Piece>();
    int at = from;
    for (var span : spans) {
      if (span.to() <= at || span.from() >= to) {
        continue;
      }
      int start = Math.max(at, span.from());
      if (start > at) {
        pieces.add(new Piece(text.substring(at, start), 0, null, false));
      }
      int end = Math.min(to, span.to());
      pieces.add(
          new Piece(
              text.substring(start, end),
              span.quote().number(),
              span.quote().reason().points(),
              start == span.from()));
      at = end;
    }
    if (at < to) {
      pieces.add(new Piece(text.substring(at, to), 0, null, false));
    }
    return new Paragraph(isAligned(text.substring(from, to)), pieces);
  }

  private static boolean isAligned(String text) {
    return text.lines().filter(line -> line.strip().contains("   ") || line.contains("\t")).count()
        >= 2;
  }

  /** The first place of each quote; where two overlap, the weightier keeps its words. */
  private static List<Span> spans(String text, List<DrawnLine.Quote> quotes) {
    var searched =
        squeezed(text.length() > LONGEST_MARKED ? text.substring(0, LONGEST_MARKED) : text);
    var spans = new ArrayList<Span>();
    for (var quote : quotes) {
      if (!quote.first()) {
        continue;
      }
      place(searched, quote)
          .filter(
              span -> spans.stream().noneMatch(s -> s.from() < span.to() && span.from() < s.to()))
          .ifPresent(spans::add);
    }
    spans.sort(Comparator.comparingInt(Span::from));
    return spans;
  }

  private static Optional<Span> place(Squeezed text, DrawnLine.Quote quote) {
    var evidence = quote.reason().evidence();
    if (evidence == null) {
      return Optional.empty();
    }
    var wanted = squeezed(Defang.text(evidence).replace("…", "").strip()).text();
    if (wanted.length() < 2) {
      return Optional.empty();
    }
    int at = text.text().indexOf(wanted);
    return at < 0
        ? Optional.empty()
        : Optional.of(
            new Span(text.places()[at], text.places()[at + wanted.length() - 1] + 1, quote));
  }

  /** Small letters with one blank for all white space, and where each stood. */
  private record Squeezed(String text, int[] places) {}

  private static Squeezed squeezed(String text) {
    var out = new StringBuilder(text.length());
    var places = new int[text.length()];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = Character.isWhitespace(c);
      if (blank && (out.length() == 0 || out.charAt(out.length() - 1) == ' ')) {
        continue;
      }
      places[out.length()] = i;
      out.append(blank ? ' ' : String.valueOf(c).toLowerCase(Locale.ROOT).charAt(0));
    }
    return new Squeezed(out.toString(), places);
  }
}
