package dev.demarc.finding;

import org.jspecify.annotations.Nullable;
import dev.demarc.casework.CaseLine;
import java.time.Instant;
import java.util.List;

/**
 * One case as it is exported.
 *
 * @param sources what does the abuse, as its reports say; the most named first
 */
record ExportRow(CaseLine line, Instant closedAt, @Nullable String outcome, List<String> sources) {}
