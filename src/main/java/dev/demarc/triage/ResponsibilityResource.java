package dev.demarc.triage;

import dev.demarc.access.Roles;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The responsibility matrix in force. */
@Path("/api/v1/responsibility")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SUBMITTER)
@Tag(name = "Responsibility")
public class ResponsibilityResource {

  /**
   * Whose work one layer is.
   *
   * @param basis {@code stated} by the source, or {@code inferred} from the service's class
   */
  public record LayerView(
      Layer layer,
      Responsibility responsibility,
      @Nullable String awsPart,
      @Nullable String customerPart,
      String source,
      String sourceUrl,
      String basis) {

    static LayerView of(Cell cell) {
      return new LayerView(
          cell.layer(),
          cell.responsibility(),
          cell.awsPart(),
          cell.customerPart(),
          cell.source().title(),
          cell.source().url(),
          cell.stated() ? "stated" : "inferred");
    }
  }

  /** One service in one mode, its layers from the top of the stack down. */
  public record ServiceView(
      String service, String serviceClass, List<String> aliases, List<LayerView> layers) {

    static ServiceView of(ServiceRow row) {
      return new ServiceView(
          row.name(),
          row.serviceClass().name().toLowerCase(Locale.ROOT),
          row.aliases(),
          Stream.concat(row.stack().stream(), row.across().stream()).map(LayerView::of).toList());
    }
  }

  public record MatrixView(String matrixVersion, List<ServiceView> services) {}

  private final EngineInForce engines;

  ResponsibilityResource(EngineInForce engines) {
    this.engines = engines;
  }

  @GET
  public MatrixView matrix() {
    var matrix = engines.engine().matrix();
    return new MatrixView(
        matrix.version(), matrix.services().stream().map(ServiceView::of).toList());
  }

  @GET
  @Path("{service}")
  public ServiceView service(@PathParam("service") String service) {
    return engines
        .engine()
        .matrix()
        .find(service)
        .map(ServiceView::of)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "The matrix has no service "
                        + service
                        + "; GET /api/v1/responsibility lists them."));
  }
}
