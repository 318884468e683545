package dev.demarc.insights;

import java.time.Instant;
import java.util.List;

/**
 * All that the insights of one period tell.
 *
 * @param asOf when it was counted
 */
public record PeriodFigures(
    Period period,
    Volume volume,
    Times times,
    SettledCases decisions,
    List<ReporterFigures.Reporter> reporters,
    Instant asOf) {}
