package dev.demarc.console.responsibility;

import dev.demarc.access.Roles;
import dev.demarc.casework.filing.ReportFacts;
import dev.demarc.console.PastedReport;
import dev.demarc.console.cases.ResponsibilityLine;
import dev.demarc.formats.MalformedReport;
import dev.demarc.insights.CasesAtCell;
import dev.demarc.policy.Policies;
import dev.demarc.policy.Policy;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.shared.TypedText;
import dev.demarc.shared.VersionStatus;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The matrix in force, and what the engine would say of a report. */
@Path("/responsibility")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class ResponsibilityPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance matrix(View view, Asked asked);

    static native TemplateInstance table(Matrix matrix, List<Layer> layers);
  }

  /**
   * The picture, and the cell that is shown beside it.
   *
   * @param cell null where there is none
   * @param sought the name of a service that was looked for and not found; null where it was
   * @param counts the cases that point at the cell; null where there is no cell
   */
  public record View(
      String version,
      Policy policy,
      int services,
      int shapes,
      int byClass,
      MatrixPicture picture,
      @Nullable CellView cell,
      CasesAtCell.@Nullable Counts counts,
      @Nullable String sought,
      List<String> names,
      List<Policy> drafts) {}

  /** A report that somebody pasted, and what the engine says of it; its parts may be null. */
  public record Asked(
      String report,
      @Nullable Assessment decision,
      @Nullable ResponsibilityLine line,
      @Nullable String problem) {}

  private final EngineInForce engines;
  private final ReportFacts reports;
  private final Policies policies;
  private final CasesAtCell cases;

  ResponsibilityPages(
      EngineInForce engines, ReportFacts reports, Policies policies, CasesAtCell cases) {
    this.engines = engines;
    this.reports = reports;
    this.policies = policies;
    this.cases = cases;
  }

  @GET
  public TemplateInstance matrix(
      @QueryParam("service") String service, @QueryParam("layer") String layer) {
    return Templates.matrix(view(service, layer), new Asked("", null, null, null));
  }

  private View view(@Nullable String service, @Nullable String layer) {
    var matrix = engines.engine().matrix();
    var shapes = ServiceGroup.of(matrix);
    var cell = CellView.of(matrix, shapes, TypedText.clean(service), layer);
    int listed = shapes.stream().mapToInt(shape -> shape.services().size()).sum();
    return new View(
        matrix.version(),
        policies.inForce(),
        listed,
        shapes.size(),
        matrix.services().size() - listed,
        MatrixPicture.of(
            shapes,
            cell == null ? null : cell.row().name(),
            cell == null ? null : cell.cell().layer()),
        cell,
        cell == null ? null : cases.count(cell.row().name(), cell.cell().layer()),
        matrix.find(service).isPresent() || service == null || service.isBlank() ? null : service,
        matrix.services().stream().map(ServiceRow::name).sorted().toList(),
        policies.list(20, null).items().stream()
            .filter(policy -> policy.status() == VersionStatus.DRAFT)
            .toList());
  }

  /** The same for whoever reads rows and columns, or wants every service by itself. */
  @GET
  @Path("table")
  public TemplateInstance table() {
    return Templates.table(engines.engine().matrix(), List.of(Layer.values()));
  }

  @POST
  public TemplateInstance assess(@FormParam("report") String report) {
    var matrix = engines.engine().matrix();
    var view = view(null, null);
    var pasted = report == null ? "" : report;
    try {
      var decision =
          reports
              .assess(pasted.getBytes(StandardCharsets.UTF_8), PastedReport.contentType(pasted))
              .assessment();
      return Templates.matrix(
          view, new Asked(pasted, decision, ResponsibilityLine.of(matrix, decision), null));
    } catch (MalformedReport malformed) {
      return Templates.matrix(view, new Asked(pasted, null, null, malformed.getMessage()));
    }
  }
}
