package dev.demarc.reading;

import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.StoredReport;

/** A report, its bytes as they were received, and what was read out of them just now. */
public record ReadReport(StoredReport report, byte[] raw, ParsedReport parsed) {}
