package dev.demarc.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresCsvTest {

  private static PeriodFigures of(String reporter) {
    var none = List.<Volume.Count>of();
    return new PeriodFigures(
        new Period(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-07"), 7),
        new Volume(List.of(), List.of(), List.of(), none, none, none, none, none, none),
        new Times(List.of()),
        new SettledCases(List.of(), List.of(), List.of(), List.of(), List.of()),
        List.of(new ReporterFigures.Reporter(reporter, 3, 2, 2, 1, Duration.ofMinutes(2))),
        Instant.EPOCH);
  }

  @Test
  void what_a_stranger_wrote_is_no_formula_and_stays_in_its_cell() {
    assertThat(FiguresCsv.of("reporters", of("=cmd|' /C calc'!A0,\"x\"@example.org")))
        .endsWith("\"'=cmd|' /C calc'!A0,\"\"x\"\"@example.org\",3,2,2,1,120\r\n");
  }

  @Test
  void every_chart_has_its_figures() {
    for (var name : FiguresCsv.NAMES) {
      assertThat(FiguresCsv.of(name, of("noc@isp.example"))).contains(",").endsWith("\r\n");
    }
  }
}
