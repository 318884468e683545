package dev.demarc.console.finding;

import dev.demarc.access.Roles;
import dev.demarc.console.ProblemWords;
import dev.demarc.finding.Histories;
import dev.demarc.finding.History;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What became of an indicator, an account, a reporter before. */
@Path("/history")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class HistoryPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance history(
        String kind, String value, @Nullable History history, @Nullable String problem);
  }

  private final Histories histories;

  HistoryPages(Histories histories) {
    this.histories = histories;
  }

  @GET
  public TemplateInstance history(
      @QueryParam("kind") String kind, @QueryParam("value") String value) {
    var shown = kind == null ? "indicator" : kind;
    if (value == null || value.isBlank()) {
      return Templates.history(shown, "", null, null);
    }
    try {
      return Templates.history(shown, value, histories.of(shown, value), null);
    } catch (Problem problem) {
      return Templates.history("indicator", value, null, ProblemWords.of(problem));
    }
  }
}
