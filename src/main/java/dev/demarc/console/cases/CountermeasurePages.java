package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.countermeasures.Countermeasures;
import dev.demarc.shared.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** What is done against a matter and holds until it is taken back. */
@Path("/cases/{key}/countermeasures")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class CountermeasurePages {

  private final CasePages pages;
  private final Countermeasures countermeasures;
  private final CurrentActor actor;

  CountermeasurePages(CasePages pages, Countermeasures countermeasures, CurrentActor actor) {
    this.pages = pages;
    this.countermeasures = countermeasures;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> add(
      @PathParam("key") String key,
      @FormParam("kind") String kind,
      @FormParam("target") String target,
      @FormParam("state") String state,
      @FormParam("reason") String reason) {
    return pages.change(
        key,
        TypedForm.into("countermeasure")
            .with("kind", kind)
            .with("target", target)
            .with("reason", reason),
        () -> {
          countermeasures.add(CasePages.key(key), kind, target, state, reason, actor.get());
          return key;
        });
  }

  @POST
  @Path("{id}")
  public RestResponse<Object> change(
      @PathParam("key") String key,
      @PathParam("id") String id,
      @FormParam("state") String state,
      @FormParam("reason") String reason) {
    return pages.change(
        key,
        TypedForm.into("countermeasure"),
        () -> {
          countermeasures.change(
              CasePages.key(key),
              Ids.require(id, "There is no such countermeasure on " + key + "."),
              state,
              reason,
              actor.get());
          return key;
        });
  }
}
