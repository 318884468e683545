package dev.demarc.replies;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One reply to those who reported several cases. */
@Path("/api/v1/replies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class BulkRepliesResource {

  private static final String EXAMPLE =
      """
      {"cases": ["DM-2026-000042@3", "DM-2026-000043"],
       "body": "What you reported (\\"{report}\\") is fixed. Our reference is {key}."}
      """;

  private final BulkReplies replies;
  private final CurrentActor actor;

  BulkRepliesResource(BulkReplies replies, CurrentActor actor) {
    this.replies = replies;
    this.actor = actor;
  }

  @POST
  @Path("previews")
  @Operation(
      summary = "What each reader of one reply to several cases would get",
      description = "Nothing is sent. A case that would refuse it says why.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "reply", value = EXAMPLE)))
  public BulkReplies.Preview preview(BulkReplies.Wish body) {
    return replies.preview(RequestValues.required(body));
  }

  @POST
  @Operation(
      summary = "Writes one reply to those who take part in several cases",
      description =
          "On each case it is a note of its own, and each reader gets a mail of their own, in which"
              + " {key} and {report} are filled in. A case that refuses holds up no other and is"
              + " under refused with the reason. Delete the change batch to take all of it back"
              + " while no mail has left. 100 cases at most.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "reply", value = EXAMPLE)))
  public BulkReplies.Result send(BulkReplies.Wish body) {
    return replies.send(RequestValues.required(body), actor.get());
  }
}
