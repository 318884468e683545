package dev.demarc.console.reports;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.merging.JoinsByHand;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.triage.FilingState;
import dev.demarc.triage.Filings;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What was filed without a case, and the way of one of them onto a case after all. */
@Path("/")
@RolesAllowed(Roles.ANALYST_OF_ALL)
@Produces(MediaType.TEXT_HTML)
public class SetAsidePages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance list(
        Page<FilingState> page, @Nullable Typed typed, @Nullable String problem);
  }

  /** What was typed for a report and refused. */
  public record Typed(String report, String key, String reason) {

    public boolean isAbout(FilingState state) {
      return state.reportId().toString().equals(report);
    }
  }

  private final Filings filings;
  private final JoinsByHand joins;
  private final CurrentActor actor;

  SetAsidePages(Filings filings, JoinsByHand joins, CurrentActor actor) {
    this.filings = filings;
    this.joins = joins;
    this.actor = actor;
  }

  @GET
  @Path("set-aside")
  public TemplateInstance list(@QueryParam("cursor") String cursor) {
    return Templates.list(filings.setAside(50, cursor), null, null);
  }

  @POST
  @Path("set-aside/{id}/case")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<Object> join(
      @PathParam("id") String id,
      @FormParam("key") @Nullable String key,
      @FormParam("reason") @Nullable String reason) {
    var typed = new Typed(id, key == null ? "" : key.strip(), reason == null ? "" : reason);
    try {
      var to =
          CaseKey.parse(typed.key())
              .orElseThrow(() -> Problem.invalid("key", "must be a case's key, as DM-2026-000042"));
      var report = Ids.require(id, "There is no report " + id + ".");
      joins.join(to, report, typed.reason(), ExpectedVersion.ANY, actor.get());
      return PageResponses.seeOther("/cases/" + to.value());
    } catch (Problem problem) {
      var page = Templates.list(filings.setAside(50, null), typed, ProblemWords.of(problem));
      return PageResponses.rendered(problem.type().status(), page);
    }
  }
}
