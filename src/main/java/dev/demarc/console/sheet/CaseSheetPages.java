package dev.demarc.console.sheet;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.intake.Intake;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A case on paper, for those who have no console: what is decided and on what it rests, the work,
 * every report with the digest of its bytes, and the whole timeline, oldest first, in UTC.
 */
@Path("/cases/{key}/sheet")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class CaseSheetPages {

  /** So much fits a print; the rest is in the console, and the sheet says so. */
  private static final int MOST_REPORTS = 200;

  private static final int MOST_ENTRIES = 1_000;
  private static final int AT_A_TIME = 200;

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance sheet(Sheet sheet);
  }

  /**
   * @param cells what the matrix in force says of the layers that the decision points at
   * @param digests SHA-256 of the bytes of each report, in hexadecimal
   * @param whole whether all reports and entries are on it
   */
  public record Sheet(
      CaseFile file,
      List<Cell> cells,
      List<CaseFile.ReportLine> reports,
      Map<UUID, String> digests,
      List<CaseFile.CaseEvent> timeline,
      boolean whole,
      Instant printedAt,
      String printedBy) {

    public String digestOf(UUID report) {
      return digests.getOrDefault(report, "");
    }
  }

  private final CaseReader reader;
  private final Intake intake;
  private final EngineInForce engines;
  private final CurrentActor actor;
  private final Clock clock;

  CaseSheetPages(
      CaseReader reader, Intake intake, EngineInForce engines, CurrentActor actor, Clock clock) {
    this.reader = reader;
    this.intake = intake;
    this.engines = engines;
    this.actor = actor;
    this.clock = clock;
  }

  @GET
  public TemplateInstance sheet(@PathParam("key") String text) {
    var key =
        CaseKey.parse(text).orElseThrow(() -> Problem.notFound("There is no case " + text + "."));
    var file = reader.read(key);
    var reports = reader.reports(key, MOST_REPORTS, null);
    var timeline = new ArrayList<CaseFile.CaseEvent>();
    String next = null;
    do {
      var page = reader.timeline(key, AT_A_TIME, next);
      timeline.addAll(page.items());
      next = page.next();
    } while (next != null && timeline.size() < MOST_ENTRIES);
    return Templates.sheet(
        new Sheet(
            file,
            cells(file),
            reports.items(),
            intake.digests(reports.items().stream().map(CaseFile.ReportLine::id).toList()),
            timeline,
            next == null && reports.next() == null,
            clock.instant(),
            actor.fullName()));
  }

  private List<Cell> cells(CaseFile file) {
    ServiceRow row = engines.engine().matrix().rowOf(file.service());
    List<Layer> layers = file.layers();
    return layers.stream().flatMap(layer -> row.cell(layer).stream()).toList();
  }
}
