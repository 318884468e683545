package dev.demarc.reading;

import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.Submission;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.intake.Intake;
import dev.demarc.intake.StoredReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads reports: those that are stored from their bytes, for filing, replay, pages and evidence
 * alike, and those that arrive, so that their senders hear what to mend. Only what was read out of
 * a report is kept when it is filed, not its text.
 */
@ApplicationScoped
public class ReportReader {

  private final FormatReader formats = new FormatReader();
  private final Intake intake;
  private final Clock clock;

  ReportReader(Intake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
  }

  /** What was read out of a report before it is stored, and the time it was read with. */
  public record Arrival(ParsedReport parsed, Instant receivedAt) {}

  /**
   * Reads what arrives just now. It is read alike once it is stored with that time.
   *
   * @throws MalformedReport where its sender can and should mend it
   */
  public Arrival arriving(byte[] raw, String contentType) {
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Arrival(formats.read(new Submission(raw, contentType, at)), at);
  }

  /** Its bytes are fetched once; empty where there is no such report. */
  public Optional<ReadReport> find(UUID id) {
    return intake.find(id).map(this::read);
  }

  /** The same for a report that is there. */
  public ReadReport read(UUID id) {
    return find(id).orElseThrow();
  }

  public ReadReport read(StoredReport report) {
    byte[] raw = intake.raw(report.id()).orElseThrow();
    return new ReadReport(report, raw, read(report, raw));
  }

  /**
   * @param raw the report's bytes
   */
  public ParsedReport read(StoredReport report, byte[] raw) {
    return formats.readStored(submission(report, raw));
  }

  public static Submission submission(StoredReport report, byte[] raw) {
    return new Submission(raw, report.contentType(), report.receivedAt());
  }
}
