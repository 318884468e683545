package dev.demarc.console.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.filing.ReportFacts;
import dev.demarc.casework.filing.ReportTrials;
import dev.demarc.console.PageResponses;
import dev.demarc.formats.MalformedReport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Shows what would become of a report that is typed in, before it is filed. */
@Path("/reports/new/trial")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class TriedReportPages {

  private final ReportFacts reports;
  private final ReportTrials trials;
  private final ObjectMapper json;
  private final CurrentActor actor;

  TriedReportPages(
      ReportFacts reports, ReportTrials trials, ObjectMapper json, CurrentActor actor) {
    this.reports = reports;
    this.trials = trials;
    this.json = json;
    this.actor = actor;
  }

  /** The form again as it was typed, with the answer above its button. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<Object> tryIt(MultivaluedMap<String, String> form)
      throws JsonProcessingException {
    var typed = TypedReport.of(name -> form == null ? null : form.getFirst(name));
    var once = ReportPages.once(form).toString();
    try {
      var assessed =
          reports.assess(json.writeValueAsBytes(typed.toForm()), MediaType.APPLICATION_JSON);
      var filing = trials.of(assessed, actor.submitter());
      return PageResponses.rendered(200, ReportPages.form(typed, List.of(), once, filing));
    } catch (MalformedReport malformed) {
      return PageResponses.rendered(422, ReportPages.form(typed, malformed.errors(), once, null));
    }
  }
}
