package dev.demarc.console.settings;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.sns.Topic;
import dev.demarc.sns.TopicState;
import dev.demarc.sns.Topics;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Which topics of Amazon SNS may deliver, and how to have one deliver. */
@Path("/settings/sns")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class SnsPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance topics(
        @Nullable String problem,
        @Nullable String trouble,
        String endpoint,
        boolean secure,
        Page<Topic> waiting,
        Page<Topic> approved,
        Page<Topic> refused);
  }

  private final Topics topics;
  private final CurrentActor actor;
  private final String endpoint;

  SnsPages(
      Topics topics,
      CurrentActor actor,
      @ConfigProperty(name = "demarc.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.topics = topics;
    this.actor = actor;
    this.endpoint = publicUrl + "/api/v1/sns";
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  public TemplateInstance topics(
      @QueryParam("cursor") String cursor, @QueryParam("refused") String refused) {
    return page(null, cursor, refused);
  }

  private TemplateInstance page(
      @Nullable String problem, @Nullable String cursor, @Nullable String refused) {
    return Templates.topics(
        problem,
        topics.trouble().orElse(null),
        endpoint,
        endpoint.startsWith("https://"),
        topics.list(TopicState.PENDING, Page.MAX_LIMIT, null),
        topics.list(TopicState.APPROVED, null, cursor),
        topics.list(TopicState.REFUSED, null, refused));
  }

  @POST
  @Path("{id}/approval")
  public RestResponse<Object> approve(@PathParam("id") String id) {
    return change(id, topic -> topics.approve(topic, actor.username()));
  }

  @POST
  @Path("{id}/refusal")
  public RestResponse<Object> refuse(@PathParam("id") String id) {
    return change(id, topic -> topics.refuse(topic, actor.username()));
  }

  @POST
  @Path("{id}/removal")
  public RestResponse<Object> remove(@PathParam("id") String id) {
    return change(id, topics::remove);
  }

  private RestResponse<Object> change(String id, Consumer<UUID> change) {
    try {
      change.accept(uuid(id));
      return PageResponses.seeOther("/settings/sns");
    } catch (Problem problem) {
      return PageResponses.rendered(
          problem.type().status(), page(ProblemWords.of(problem), null, null));
    }
  }

  private static UUID uuid(String id) {
    return Ids.require(id, "There is no such topic.");
  }
}
