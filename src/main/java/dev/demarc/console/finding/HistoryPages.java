package dev.demarc.console.finding;

import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.CaseReader;
import dev.demarc.finding.Histories;
import dev.demarc.finding.History;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;

/** What became of an indicator, an account, a reporter before: on a page, and beside a case. */
@Path("/")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class HistoryPages {

  private static final int INDICATORS = 3;
  private static final int REPORTERS = 2;

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance history(
        String kind, String value, History history, String problem);

    static native TemplateInstance ofCase(String key, List<History> histories);
  }

  private final Histories histories;
  private final CaseReader cases;

  HistoryPages(Histories histories, CaseReader cases) {
    this.histories = histories;
    this.cases = cases;
  }

  @GET
  @Path("history")
  public TemplateInstance history(
      @QueryParam("kind") String kind, @QueryParam("value") String value) {
    var shown = kind == null ? "indicator" : kind;
    if (value == null || value.isBlank()) {
      return Templates.history(shown, "", null, null);
    }
    try {
      return Templates.history(shown, value, histories.of(shown, value), null);
    } catch (Problem problem) {
      return Templates.history("indicator", value, null, problem.getMessage());
    }
  }

  /** Of what a case names first: its sources, its account, who reported. */
  @GET
  @Path("cases/{key}/history")
  public TemplateInstance ofCase(@PathParam("key") String key) {
    var parsed =
        CaseKey.parse(key).orElseThrow(() -> Problem.notFound("There is no case " + key + "."));
    var file = cases.read(parsed);
    var all = new ArrayList<History>();
    file.indicators().stream()
        .filter(indicator -> indicator.role() == Role.SOURCE)
        .limit(INDICATORS)
        .forEach(indicator -> all.add(histories.of("indicator", indicator.value())));
    if (file.accountId() != null) {
      all.add(histories.of("account", file.accountId()));
    }
    file.reports().stream()
        .map(CaseFile.ReportLine::reporter)
        .filter(reporter -> reporter != null)
        .distinct()
        .limit(REPORTERS)
        .forEach(reporter -> all.add(histories.of("reporter", reporter)));
    return Templates.ofCase(file.key(), all);
  }
}
