package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseLine;
import dev.demarc.casework.CaseList;
import dev.demarc.console.SampleReports;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** The queue: what waits, most urgent first. */
@Path("/")
@RolesAllowed(Roles.ANALYST)
public class QueuePages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance queue(
        String heading,
        String filter,
        Page<CaseLine> page,
        String problem,
        boolean plain,
        boolean samples);
  }

  private final CaseList cases;
  private final CurrentActor actor;
  private final Router router;
  private final SampleReports samples;

  QueuePages(CaseList cases, CurrentActor actor, Router router, SampleReports samples) {
    this.cases = cases;
    this.actor = actor;
    this.router = router;
    this.samples = samples;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance queue(@QueryParam("f") String text, @QueryParam("cursor") String cursor) {
    var filter = text == null ? FilterText.DEFAULT : text.trim();
    var read = FilterText.of(filter);
    try {
      var page = cases.list(read.toFilter(actor.username()), 50, cursor);
      return Templates.queue(heading(read), filter, page, null, read.isPlain(), samples.loaded());
    } catch (Problem problem) {
      return Templates.queue(
          "Queue", filter, new Page<>(List.of(), null), problem.getMessage(), false, false);
    }
  }

  private String heading(FilterText filter) {
    var queue = filter.named("queue").flatMap(router::queue).map(Queue::name);
    return queue.orElseGet(() -> headingOfView(filter));
  }

  private static String headingOfView(FilterText filter) {
    if (filter.says("is", "breaching")) {
      return "Breaching soon";
    }
    if (filter.says("assignee", "me")) {
      return "My work";
    }
    return filter.says("assignee", "none") ? "Unassigned" : "Queue";
  }

  @POST
  @Path("samples")
  public RestResponse<Void> samples(@FormParam("do") String what) {
    if ("remove".equals(what)) {
      samples.remove();
    } else {
      samples.load();
    }
    return RestResponse.seeOther(java.net.URI.create("/"));
  }
}
