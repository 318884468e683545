package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.links.CaseLink;
import dev.demarc.casework.links.CaseLinks;
import dev.demarc.shared.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Links a case to another, and removes a link. */
@Path("/cases/{key}/links")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class LinkPages {

  private final CasePages pages;
  private final CaseLinks links;
  private final CurrentActor actor;

  LinkPages(CasePages pages, CaseLinks links, CurrentActor actor) {
    this.pages = pages;
    this.links = links;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> add(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("kind") String kind,
      @FormParam("other") String other,
      @FormParam("reason") String reason) {
    return pages.change(
        key,
        TypedForm.into("link").with("kind", kind).with("other", other).with("reason", reason),
        () -> {
          links.add(
              CasePages.key(key),
              CaseLink.NewLink.of(kind, other, reason),
              ExpectedVersion.of(version, null),
              actor.get());
          return key;
        });
  }

  @POST
  @Path("{id}/removal")
  public RestResponse<Object> remove(
      @PathParam("key") String key,
      @PathParam("id") String id,
      @FormParam("version") Integer version) {
    return pages.change(
        key,
        TypedForm.NOTHING,
        () -> {
          links.remove(
              CasePages.key(key),
              Ids.require(id, "That is no link of " + key + "."),
              ExpectedVersion.of(version, null),
              actor.get());
          return key;
        });
  }
}
