package dev.demarc.finding;

import dev.demarc.shared.Problem;
import java.util.Locale;

/** What an export is written in. */
enum ExportFormat {
  CSV("text/csv; charset=utf-8", "csv"),
  JSONL("application/x-ndjson", "jsonl"),
  XARF("application/x-ndjson", "xarf.jsonl");

  private final String contentType;
  private final String ending;

  ExportFormat(String contentType, String ending) {
    this.contentType = contentType;
    this.ending = ending;
  }

  String contentType() {
    return contentType;
  }

  String ending() {
    return ending;
  }

  /** CSV where none is named. */
  static ExportFormat of(String text) {
    if (text == null || text.isBlank()) {
      return CSV;
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "csv" -> CSV;
      case "jsonl", "json", "ndjson" -> JSONL;
      case "xarf", "xarf-v4" -> XARF;
      default -> throw Problem.invalid("format", "must be csv, jsonl or xarf");
    };
  }
}
