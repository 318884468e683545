package dev.demarc.console.cases.page;

import dev.demarc.casework.CaseFile;
import dev.demarc.evidence.EvidenceKeeper;
import dev.demarc.evidence.VisibleReports;
import dev.demarc.formats.ParsedReport;
import dev.demarc.reading.ReportReader;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the text of one report of a case, for the question whether it is real. */
@ApplicationScoped
public class CaseReportText {

  /** What is larger is read on its own page, where somebody asks for it. */
  private static final long LARGEST = 2 * 1024 * 1024;

  private final VisibleReports reports;
  private final ReportReader reader;
  private final EvidenceKeeper keeper;

  CaseReportText(VisibleReports reports, ReportReader reader, EvidenceKeeper keeper) {
    this.reports = reports;
    this.reader = reader;
    this.keeper = keeper;
  }

  /**
   * @param wanted the report to show; the newest where it is null or not one of the newest
   * @return empty where the case has no report
   */
  public Optional<ShownReport> of(CaseFile file, @Nullable UUID wanted) {
    var lines = file.reports();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    int at = 0;
    for (int i = 0; i < lines.size(); i++) {
      at = lines.get(i).id().equals(wanted) ? i : at;
    }
    var line = lines.get(at);
    var newer = at == 0 ? null : lines.get(at - 1).id();
    var older = at + 1 == lines.size() ? null : lines.get(at + 1).id();
    try {
      var stored = reports.stored(line.id());
      if (stored.sizeBytes() > LARGEST) {
        return Optional.of(
            new ShownReport(
                line,
                null,
                at + 1,
                newer,
                older,
                null,
                List.of(),
                "It is too large to be shown here."));
      }
      keeper.hold(stored);
      var parsed = reader.read(stored).parsed();
      var quotes = DrawnLine.numbered(file.assessment().assessment());
      var text = MarkedText.of(keeper.shown(textOf(parsed)), quotes);
      return Optional.of(
          new ShownReport(
              line, name(parsed), at + 1, newer, older, text, parsed.attachments(), null));
    } catch (Problem busy) {
      return Optional.of(
          new ShownReport(line, null, at + 1, newer, older, null, List.of(), busy.getMessage()));
    } catch (RuntimeException unreadable) {
      return Optional.of(
          new ShownReport(
              line, null, at + 1, newer, older, null, List.of(), "Its text cannot be read."));
    }
  }

  private static String textOf(ParsedReport parsed) {
    return parsed.text() == null ? "" : parsed.text();
  }

  private static @Nullable String name(ParsedReport parsed) {
    if (parsed.reporter() == null) {
      return null;
    }
    var name = parsed.reporter().name();
    return name == null || name.isBlank() ? parsed.reporter().organization() : name;
  }
}
