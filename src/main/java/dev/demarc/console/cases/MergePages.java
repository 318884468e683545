package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.merging.MergeUndo;
import dev.demarc.casework.merging.Merges;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;

/** Puts a case into another, whose page is shown then, and takes that back. */
@Path("/cases/{key}/merge")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class MergePages {

  private final CasePages pages;
  private final Merges merges;
  private final MergeUndo undo;
  private final CurrentActor actor;

  MergePages(CasePages pages, Merges merges, MergeUndo undo, CurrentActor actor) {
    this.pages = pages;
    this.merges = merges;
    this.undo = undo;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> merge(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("into") String into,
      @FormParam("reason") String reason) {
    return pages.change(
        key,
        TypedForm.into("merge").with("into", into).with("reason", reason),
        () -> {
          var other =
              CaseKey.parse(into == null ? null : into.trim().toUpperCase(Locale.ROOT))
                  .orElseThrow(() -> Problem.invalid("into", "must be the key of a case"));
          merges.merge(
              CasePages.key(key), other, reason, ExpectedVersion.of(version, null), actor.get());
          return other.value();
        });
  }

  @POST
  @Path("undo")
  public RestResponse<Object> undo(
      @PathParam("key") String key, @FormParam("version") Integer version) {
    return pages.change(
        key,
        TypedForm.NOTHING,
        () -> {
          undo.undo(CasePages.key(key), ExpectedVersion.of(version, null), actor.get());
          return key;
        });
  }
}
