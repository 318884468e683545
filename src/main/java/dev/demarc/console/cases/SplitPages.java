package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.merging.SplitUndo;
import dev.demarc.casework.merging.Splits;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Splits reports off a case; the new case is shown then. */
@Path("/cases/{key}/splits")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class SplitPages {

  private final CasePages pages;
  private final ListsOfCasePages lists;
  private final Splits splits;
  private final SplitUndo undo;
  private final CurrentActor actor;

  SplitPages(
      CasePages pages, ListsOfCasePages lists, Splits splits, SplitUndo undo, CurrentActor actor) {
    this.pages = pages;
    this.lists = lists;
    this.splits = splits;
    this.undo = undo;
    this.actor = actor;
  }

  /**
   * @param list the cursor of the page of all reports where they were selected, empty for its
   *     first; null where that was on the case's own page
   */
  @POST
  public RestResponse<Object> split(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("report") List<UUID> reports,
      @FormParam("into") String into,
      @FormParam("reason") String reason,
      @FormParam("list") String list) {
    var picked = reports == null ? Set.<UUID>of() : Set.copyOf(reports);
    var typed =
        TypedForm.into("split")
            .with("into", into)
            .with("reason", reason)
            .with("report", picked.stream().map(UUID::toString).collect(Collectors.joining(" ")));
    return pages.change(
        typed,
        () ->
            splits
                .split(
                    CasePages.key(key),
                    new Splits.Split(picked, into(into), reason),
                    ExpectedVersion.of(version, null),
                    actor.get())
                .value(),
        refused -> list == null ? pages.page(key, refused) : lists.reports(key, list, refused));
  }

  /**
   * @param from the case that reports were taken out of, into this one
   */
  @POST
  @Path("undo")
  public RestResponse<Object> undo(@PathParam("key") String key, @FormParam("from") String from) {
    return pages.change(
        key,
        TypedForm.NOTHING,
        () -> {
          var origin = into(from);
          if (origin == null) {
            throw Problem.invalid("from", "must be the key of a case");
          }
          undo.undo(origin, CasePages.key(key), ExpectedVersion.ANY, actor.get());
          return origin.value();
        });
  }

  private static @Nullable CaseKey into(String text) {
    return text == null || text.isBlank()
        ? null
        : CaseKey.parse(text.trim().toUpperCase(Locale.ROOT))
            .orElseThrow(() -> Problem.invalid("into", "must be the key of a case"));
  }
}
