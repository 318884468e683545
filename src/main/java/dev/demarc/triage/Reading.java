package dev.demarc.triage;

import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.files.Attachment;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was read out of a report, without its text: that is read again from the raw bytes. */
public record Reading(
    String title,
    ParsedReport.@Nullable Reporter reporter,
    @Nullable Category category,
    @Nullable Instant occurredAt,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable String externalId,
    List<Indicator> indicators,
    Map<String, Object> details,
    List<Attachment> attachments,
    List<String> problems) {

  static Reading of(ParsedReport parsed) {
    return new Reading(
        parsed.title(),
        parsed.reporter(),
        parsed.category(),
        parsed.occurredAt(),
        parsed.accountId(),
        parsed.region(),
        parsed.externalId(),
        parsed.indicators(),
        parsed.details(),
        parsed.attachments(),
        parsed.problems());
  }
}
