package dev.demarc.console.finding;

import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.views.CaseReader;
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
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;

/** The history of what a case names first: its sources, its account, who reported. */
@Path("/cases/{key}/history")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class CaseHistoryPages {

  private static final int INDICATORS = 3;
  private static final int REPORTERS = 2;

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance ofCase(String key, List<History> histories);
  }

  private final Histories histories;
  private final CaseReader cases;

  CaseHistoryPages(Histories histories, CaseReader cases) {
    this.histories = histories;
    this.cases = cases;
  }

  @GET
  public TemplateInstance ofCase(@PathParam("key") String key) {
    var parsed =
        CaseKey.parse(key).orElseThrow(() -> Problem.notFound("There is no case " + key + "."));
    var file = cases.read(parsed);
    var all = new ArrayList<History>();
    file.indicators().stream()
        .filter(indicator -> indicator.role() == Role.SOURCE)
        // the case's account stands below, with the cases that are about it
        .filter(indicator -> !indicator.value().equals(file.accountId()))
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
