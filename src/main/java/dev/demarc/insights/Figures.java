package dev.demarc.insights;

import java.time.Instant;
import java.util.List;

/**
 * All that the insights of one period tell.
 *
 * @param asOf when it was counted
 */
public record Figures(
    Period period,
    Volume volume,
    Times times,
    Decisions decisions,
    List<ReporterFigures.Reporter> reporters,
    Instant asOf) {}
