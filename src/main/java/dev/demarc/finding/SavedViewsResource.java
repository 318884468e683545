package dev.demarc.finding;

import dev.demarc.access.Roles;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Filters that are kept under a name, and tell of new cases by mail. */
@Path("/api/v1/views")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Views")
public class SavedViewsResource {

  private static final String EXAMPLE =
      "{\"name\": \"Payments, critical\", \"filter\": \"status:open owner:payments"
          + " severity:critical\", \"queue\": \"customer-security\", \"notifyEveryMinutes\": 30}";

  private final SavedViews views;

  SavedViewsResource(SavedViews views) {
    this.views = views;
  }

  @GET
  @Operation(
      summary = "List saved views",
      description = "Your own, and those of the teams whose queues you see.")
  public Page<SavedView> list() {
    return new Page<>(views.all(), null);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Read a saved view")
  public SavedView read(@PathParam("id") String id) {
    return views.get(id(id));
  }

  @POST
  @Operation(
      summary = "Save a view",
      description =
          "With queue it is its team's, else yours. With notifyEveryMinutes a mail tells of new"
              + " cases that match, at most one in so many minutes: you, or the team's address.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "of a team", value = EXAMPLE)))
  public RestResponse<SavedView> add(SavedViews.Wish wish) {
    var added = views.add(required(wish));
    return RestResponse.ResponseBuilder.<SavedView>created(
            URI.create("/api/v1/views/" + added.id()))
        .entity(added)
        .build();
  }

  @PUT
  @Path("{id}")
  @Operation(summary = "Change a saved view", description = "Who made it, or a lead a team's.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "of a team", value = EXAMPLE)))
  public SavedView change(@PathParam("id") String id, SavedViews.Wish wish) {
    return views.change(id(id), required(wish));
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Delete a saved view", description = "Who made it, or a lead a team's.")
  public void remove(@PathParam("id") String id) {
    views.remove(id(id));
  }

  private static SavedViews.Wish required(SavedViews.Wish wish) {
    if (wish == null) {
      throw Problem.invalid("body", "must be a JSON object with name and filter");
    }
    return wish;
  }

  private static UUID id(String text) {
    return Ids.parse(text).orElseThrow(() -> Problem.notFound("There is no such view."));
  }
}
