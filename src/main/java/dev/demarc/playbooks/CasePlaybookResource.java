package dev.demarc.playbooks;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.playbooks.CasePlaybookViews.CasePlaybookView;
import dev.demarc.playbooks.StepMessages.Message;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.RequestValues;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The playbook that a case goes by. */
@Path("/api/v1/cases/{key}/playbook")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Playbooks")
public class CasePlaybookResource {

  /**
   * @param slug of the playbook; its version in force is used
   */
  public record UseBody(String slug, String reason) {}

  /**
   * @param note what was done; may be absent
   */
  public record TickBody(String note) {}

  /**
   * @param to the id of a step, or {@code end}
   */
  public record TransitionBody(String to, String reason) {}

  /**
   * @param body the text as it goes out; absent for the template's
   * @param recipients addresses of participants; absent for all who take part
   * @param xarf whether the case goes with it as XARF v4, in a file xarf.json; absent for not
   */
  public record MessageBody(String body, List<String> recipients, Boolean xarf) {}

  private final CasePlaybooks playbooks;
  private final CasePlaybookViews views;
  private final StepMessages messages;
  private final CurrentActor actor;

  CasePlaybookResource(
      CasePlaybooks playbooks, CasePlaybookViews views, StepMessages messages, CurrentActor actor) {
    this.playbooks = playbooks;
    this.views = views;
    this.messages = messages;
    this.actor = actor;
  }

  @GET
  @Operation(
      summary = "The playbook of a case and how far it has come",
      description =
          "With the version it goes by, whether there is a newer one, and whether another playbook"
              + " would apply to the case as it is now.")
  public CasePlaybookView get(@PathParam("key") String key) {
    return views.of(CaseKey.require(key));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Has a case go by a playbook, or by the newest version of its own",
      description = "Steps that are done stay done where the playbook has them too.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "other",
                      value = "{\"slug\": \"mining\", \"reason\": \"It runs xmrig\"}")))
  public CasePlaybookView use(@PathParam("key") String key, UseBody body) {
    var given = RequestValues.required(body);
    playbooks.use(CaseKey.require(key), given.slug(), given.reason(), actor.get());
    return views.of(CaseKey.require(key));
  }

  @PUT
  @Path("steps/{step}/tick")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Ticks a step off")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "done",
                      value = "{\"note\": \"Key deactivated at 14:02\"}")))
  public CasePlaybookView tick(
      @PathParam("key") String key, @PathParam("step") String step, TickBody body) {
    playbooks.tick(
        CaseKey.require(key), step, true, body == null ? null : body.note(), actor.get());
    return views.of(CaseKey.require(key));
  }

  @DELETE
  @Path("steps/{step}/tick")
  @Operation(
      summary = "Takes a tick back",
      description = "Steps that only it opened are to come later again, unless somebody did them.")
  public CasePlaybookView untick(@PathParam("key") String key, @PathParam("step") String step) {
    playbooks.tick(CaseKey.require(key), step, false, null, actor.get());
    return views.of(CaseKey.require(key));
  }

  @POST
  @Path("steps/{step}/transition")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Goes on from an open step by hand, where its playbook offers that")
  @RequestBody(
      content = @Content(examples = @ExampleObject(name = "on", value = "{\"to\": \"takedown\"}")))
  public CasePlaybookView choose(
      @PathParam("key") String key, @PathParam("step") String step, TransitionBody body) {
    var given = RequestValues.required(body);
    playbooks.choose(CaseKey.require(key), step, given.to(), given.reason(), actor.get());
    return views.of(CaseKey.require(key));
  }

  @GET
  @Path("steps/{step}/message")
  @Operation(summary = "The text of a step, with what is known of the case in its places")
  public Message message(@PathParam("key") String key, @PathParam("step") String step) {
    return messages.of(CaseKey.require(key), step);
  }

  @POST
  @Path("steps/{step}/message")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Sends a step's text to those who take part in the case, and ticks it off")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "send",
                      value =
                          "{\"recipients\": [\"security@customer.example\"], \"xarf\":"
                              + " true}")))
  public CasePlaybookView send(
      @PathParam("key") String key, @PathParam("step") String step, MessageBody body) {
    messages.send(
        CaseKey.require(key),
        step,
        body == null ? null : body.body(),
        body == null ? null : body.recipients(),
        body != null && Boolean.TRUE.equals(body.xarf()),
        actor.get());
    return views.of(CaseKey.require(key));
  }
}
