package dev.demarc.sns;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Which topics may deliver. */
@Path("/api/v1/sns-topics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Amazon SNS")
public class SnsTopicsResource {

  /**
   * @param state {@code approved} or {@code refused}
   */
  public record Decision(String state) {}

  private final Topics topics;
  private final CurrentActor actor;

  SnsTopicsResource(Topics topics, CurrentActor actor) {
    this.topics = topics;
    this.actor = actor;
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  public Page<Topic> list(
      @QueryParam("state") String state,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return topics.list(wanted(state), Page.parseLimit(limit), cursor);
  }

  private static @Nullable TopicState wanted(String state) {
    return state == null || state.isBlank()
        ? null
        : TopicState.of(state)
            .orElseThrow(() -> Problem.invalid("state", "must be pending, approved or refused"));
  }

  /** Approved, its subscription is confirmed by a job; again, the confirmation is tried again. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Topic decide(@PathParam("id") String id, Decision decision) {
    var state = decision == null ? null : decision.state();
    if (TopicState.APPROVED.slug().equals(state)) {
      return topics.approve(uuid(id), actor.get().name());
    }
    if (TopicState.REFUSED.slug().equals(state)) {
      return topics.refuse(uuid(id), actor.get().name());
    }
    throw Problem.invalid("state", "must be approved or refused");
  }

  /** Forgets the topic; where it asks again, it waits again. */
  @DELETE
  @Path("{id}")
  public RestResponse<Void> remove(@PathParam("id") String id) {
    topics.remove(uuid(id));
    return RestResponse.noContent();
  }

  private static UUID uuid(String id) {
    return Ids.require(id, "There is no such topic.");
  }
}
