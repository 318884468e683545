package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.correspondence.UnverifiedMails;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes a mail whose sender is not proved as one by whom it names. */
@Path("/cases/{key}/acceptance")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class AcceptancePages {

  private final CasePages pages;
  private final UnverifiedMails unproved;
  private final CurrentActor actor;

  AcceptancePages(CasePages pages, UnverifiedMails unproved, CurrentActor actor) {
    this.pages = pages;
    this.unproved = unproved;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> accept(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("report") String report) {
    return pages.change(
        key,
        TypedForm.NOTHING,
        () -> {
          var id =
              Ids.parse(report)
                  .orElseThrow(() -> Problem.notFound("There is no such report on this case."));
          unproved.accept(CasePages.key(key), id, ExpectedVersion.of(version, null), actor.get());
          return key;
        });
  }
}
