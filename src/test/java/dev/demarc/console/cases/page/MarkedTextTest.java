package dev.demarc.console.cases.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.casework.CaseFile.CaseEvent;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.console.cases.page.MarkedText.Piece;
import dev.demarc.responsibility.Reason;
import dev.demarc.responsibility.matrix.Responsibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarkedTextTest {

  private static DrawnLine.Quote quote(int number, String words) {
    return new DrawnLine.Quote(
        number, true, new Reason("s", words, Responsibility.CUSTOMER, 1, null));
  }

  private static List<Piece> pieces(MarkedText text) {
    return Stream.concat(text.shown().stream(), text.folded().stream())
        .flatMap(p -> p.pieces().stream())
        .toList();
  }

  private static String marked(MarkedText text, int number) {
    return pieces(text).stream()
        .filter(p -> p.number() == number)
        .map(Piece::text)
        .collect(Collectors.joining("|"));
  }

  @Test
  void quoted_words_are_marked_however_they_are_spaced_and_written() {
    var text =
        MarkedText.of(
            "We saw that it is Reachable  from\nany address today.",
            List.of(quote(1, "reachable from any address"), quote(2, "never said")));
    assertThat(marked(text, 1)).isEqualTo("Reachable  from\nany address");
    assertThat(text.found()).containsExactly(1);
  }

  @Test
  void the_whole_text_is_defanged_also_where_a_mark_cuts_through_an_address() {
    var text =
        MarkedText.of(
            "See http://evil.example/login now", List.of(quote(1, "evil.exam"), quote(2, "login")));
    var shown = pieces(text).stream().map(Piece::text).collect(Collectors.joining());
    assertThat(shown).isEqualTo("See hxxp://evil[.]example/login now");
    assertThat(marked(text, 2)).isEqualTo("login");
  }

  @Test
  void a_long_text_is_folded_and_nothing_of_it_is_lost() {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 100; i++) {
      lines.add("line number " + i);
    }
    var text = MarkedText.of(String.join("\n", lines), List.of(quote(1, "line number 90")));
    assertThat(text.foldedLines()).isBetween(60, 90);
    assertThat(marked(text, 1)).isEqualTo("line number 90");
    var shown = pieces(text).stream().map(Piece::text).collect(Collectors.joining("\n"));
    assertThat(shown.replaceAll("\\s+", " ")).contains(lines);
  }

  @Test
  void a_text_without_any_break_and_one_without_any_text_are_shown_too() {
    assertThat(pieces(MarkedText.of("x".repeat(500_000), List.of(quote(1, "y"))))).isNotEmpty();
    assertThat(pieces(MarkedText.of(" \n ", List.of()))).isEmpty();
  }

  @Test
  void a_run_of_joined_reports_is_one_phase_that_counts_them() {
    var events =
        List.of(
            event("joined", "joined 1,200 reports since 2026-11-28T08:00:00Z; 1,212 are on it"),
            event("joined", "joined a report because it names the same address"),
            event("mail", "delivered a mail to a@x.example"),
            event("assessed", "assessed customer"),
            event("joined", "joined a report because it names the same address"));
    var phases = FoldedTimeline.of(events);
    assertThat(phases).hasSize(3);
    assertThat(phases.get(0).told()).isEqualTo("1,201 reports joined, 1 mail went out");
    assertThat(phases.get(0).events()).hasSize(3);
    assertThat(phases.get(1).told()).isNull();
  }

  private static CaseEvent event(String kind, String summary) {
    return new CaseEvent(
        UUID.randomUUID(),
        Instant.EPOCH,
        kind,
        "engine",
        summary,
        null,
        Visibility.INTERNAL,
        null,
        null,
        false,
        Map.of(),
        Map.of());
  }
}
