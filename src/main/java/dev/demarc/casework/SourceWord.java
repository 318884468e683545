package dev.demarc.casework;

import dev.demarc.formats.ParsedReport;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * What a report's source says of the state of the matter. Pure.
 *
 * @param over that it is over
 * @param saidAt when it says so by its own clock; null where the format does not tell
 */
record SourceWord(boolean over, Instant saidAt) {

  static SourceWord of(ParsedReport parsed) {
    return new SourceWord(
        parsed.resolved(),
        Stream.of("updatedAt", "lastUpdatedTime")
            .map(parsed.details()::get)
            .filter(Instant.class::isInstance)
            .map(Instant.class::cast)
            .findFirst()
            .orElse(null));
  }
}
