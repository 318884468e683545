package dev.demarc.console.responsibility;

import dev.demarc.access.Roles;
import dev.demarc.console.cases.Line;
import dev.demarc.formats.MalformedReport;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.responsibility.Layer;
import dev.demarc.responsibility.Matrix;
import dev.demarc.triage.Triage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The matrix in force, and what the engine would say of a report. */
@Path("/responsibility")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class ResponsibilityPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance matrix(
        Matrix matrix,
        List<Layer> layers,
        String report,
        Assessment decision,
        Line line,
        String problem);
  }

  private static final List<Layer> STACK =
      Arrays.stream(Layer.values()).filter(layer -> !layer.isAcross()).toList();

  private final EngineInForce engines;
  private final Triage triage;

  ResponsibilityPages(EngineInForce engines, Triage triage) {
    this.engines = engines;
    this.triage = triage;
  }

  @GET
  public TemplateInstance matrix() {
    return Templates.matrix(engines.engine().matrix(), STACK, "", null, null, null);
  }

  @POST
  public TemplateInstance assess(@FormParam("report") String report) {
    var matrix = engines.engine().matrix();
    var pasted = report == null ? "" : report;
    try {
      var decision = triage.assess(pasted.getBytes(StandardCharsets.UTF_8), kind(pasted));
      return Templates.matrix(matrix, STACK, pasted, decision, Line.of(matrix, decision), null);
    } catch (MalformedReport malformed) {
      return Templates.matrix(matrix, STACK, pasted, null, null, malformed.getMessage());
    }
  }

  /** JSON and mails show themselves by how they begin; all else is text. */
  private static String kind(String pasted) {
    var start = pasted.stripLeading();
    if (start.startsWith("{")) {
      return MediaType.APPLICATION_JSON;
    }
    int end = start.indexOf('\n');
    var first = end < 0 ? "" : start.substring(0, end);
    return first.matches("[A-Za-z-]{2,40}: .{0,900}\r?") ? "message/rfc822" : MediaType.TEXT_PLAIN;
  }
}
