package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.Statement;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the reports that tests assess. */
final class Reports {

  private String title;
  private String text = "";
  private String service;
  private Category category;
  private final List<Indicator> indicators = new ArrayList<>();

  static Reports titled(String title) {
    var report = new Reports();
    report.title = title;
    return report;
  }

  static Reports saying(String text) {
    return titled(null).text(text);
  }

  Reports text(String text) {
    this.text = text;
    return this;
  }

  Reports service(String service) {
    this.service = service;
    return this;
  }

  Reports category(Category category) {
    this.category = category;
    return this;
  }

  Reports naming(IndicatorType type, String value) {
    indicators.add(new Indicator(type, value, Indicator.Role.SOURCE));
    return this;
  }

  ParsedReport parsed() {
    return new ParsedReport(
        "text",
        title,
        text,
        null,
        null,
        category,
        service,
        null,
        null,
        null,
        null,
        null,
        Statement.NONE,
        indicators,
        Map.of(),
        List.of(),
        null,
        List.of(),
        List.of());
  }
}
