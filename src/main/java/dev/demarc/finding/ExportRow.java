package dev.demarc.finding;

import dev.demarc.casework.views.CaseLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One case as it is exported.
 *
 * @param sources what does the abuse, as its reports say; the most named first
 */
record ExportRow(CaseLine line, Instant closedAt, @Nullable String outcome, List<String> sources) {

  ExportRow withSources(List<String> others) {
    return new ExportRow(line, closedAt, outcome, others);
  }
}
