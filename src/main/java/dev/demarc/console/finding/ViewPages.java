package dev.demarc.console.finding;

import dev.demarc.access.Roles;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.finding.SavedView;
import dev.demarc.finding.SavedViews;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Filters that are kept under a name: one's own and the team's. */
@Path("/views")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class ViewPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance views(
        List<SavedView> views, SavedViews.Wish wish, @Nullable String problem);
  }

  private final SavedViews views;

  ViewPages(SavedViews views) {
    this.views = views;
  }

  /**
   * @param filter what is to be saved, where one comes from a list
   */
  @GET
  public TemplateInstance show(@QueryParam("f") String filter) {
    return Templates.views(
        views.all(), new SavedViews.Wish("", filter == null ? "" : filter, null, null), null);
  }

  @POST
  public RestResponse<Object> add(
      @FormParam("name") String name,
      @FormParam("filter") String filter,
      @FormParam("queue") String queue,
      @FormParam("every") String every) {
    return changed(name, filter, queue, every, views::add);
  }

  @POST
  @Path("{id}")
  public RestResponse<Object> change(
      @PathParam("id") String id,
      @FormParam("name") String name,
      @FormParam("filter") String filter,
      @FormParam("queue") String queue,
      @FormParam("every") String every) {
    return changed(name, filter, queue, every, wish -> views.change(id(id), wish));
  }

  private interface Change {
    void to(SavedViews.Wish wish);
  }

  /** What was typed is not lost where it is refused. */
  private RestResponse<Object> changed(
      String name, String filter, String queue, String every, Change change) {
    var typed = new SavedViews.Wish(name, filter, queue, null);
    try {
      change.to(new SavedViews.Wish(name, filter, queue, minutes(every)));
      return seeOther();
    } catch (Problem problem) {
      return PageResponses.rendered(
          problem.type().status(), Templates.views(views.all(), typed, ProblemWords.of(problem)));
    }
  }

  @POST
  @Path("{id}/removal")
  public RestResponse<Object> remove(@PathParam("id") String id) {
    views.remove(id(id));
    return seeOther();
  }

  private static @Nullable Integer minutes(String every) {
    return RequestValues.number(
        "every", every, "must be a number of minutes, or empty for no mails");
  }

  private static UUID id(String text) {
    return Ids.parse(text).orElseThrow(() -> Problem.notFound("There is no such view."));
  }

  private static RestResponse<Object> seeOther() {
    return PageResponses.seeOther("/views");
  }
}
