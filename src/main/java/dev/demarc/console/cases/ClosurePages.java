package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.lifecycle.Closures;
import dev.demarc.casework.outcomes.Outcome;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Ends a case, and takes that up again. */
@Path("/cases/{key}/closure")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class ClosurePages {

  private final CasePages pages;
  private final Closures closures;
  private final CurrentActor actor;

  ClosurePages(CasePages pages, Closures closures, CurrentActor actor) {
    this.pages = pages;
    this.closures = closures;
    this.actor = actor;
  }

  /**
   * @param outcome with its reason in one, as a single button sends them: {@code not-ours/forged}
   * @param silent whether those who reported are not told, whatever the outcome says
   */
  @POST
  public RestResponse<Object> close(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("outcome") String outcome,
      @FormParam("note") String note,
      @FormParam("toReporter") String toReporter,
      @FormParam("silent") boolean silent) {
    return pages.change(
        key,
        TypedForm.into("close")
            .with("outcome", outcome)
            .with("note", note)
            .with("toReporter", toReporter),
        () -> {
          closures.close(
              CasePages.key(key),
              closure(outcome, note, toReporter, silent),
              ExpectedVersion.of(version, null),
              actor.get());
          return key;
        });
  }

  private static Closures.Closure closure(
      String outcome, String note, String toReporter, boolean silent) {
    var parts = outcome == null ? new String[] {""} : outcome.split("/", 2);
    return new Closures.Closure(
        Outcome.of(parts[0]).orElse(null),
        parts.length == 1 ? null : parts[1],
        note,
        silent ? Boolean.FALSE : null,
        toReporter);
  }
}
