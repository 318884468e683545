package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.WaitingOn;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.casework.work.AwaitedAnswers;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers that came elsewhere than by mail. */
@Path("/api/v1/cases/{key}/received-answers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class ReceivedAnswersResource {

  private static final String EXAMPLE =
      "{\"from\": \"aws\", \"body\": \"They replaced the host at 14:10 UTC.\"}";

  /**
   * @param from aws, customer, reporter or third-party
   */
  public record ReceivedAnswerBody(String from, String body, Integer version) {}

  private final AwaitedAnswers answers;
  private final CaseReader reader;
  private final CurrentActor actor;

  ReceivedAnswersResource(AwaitedAnswers answers, CaseReader reader, CurrentActor actor) {
    this.answers = answers;
    this.reader = reader;
    this.actor = actor;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Notes an answer that somebody gave elsewhere",
      description = "Parts that wait on them are in progress again.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "phone", value = EXAMPLE)))
  public RestResponse<CaseFile> receive(
      @PathParam("key") String key,
      @HeaderParam("If-Match") String ifMatch,
      ReceivedAnswerBody body) {
    RequestValues.required(body);
    answers.receive(
        CaseKey.require(key),
        WaitingOn.of(body.from()).orElse(null),
        body.body(),
        ExpectedVersion.of(body.version(), ifMatch),
        actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 201);
  }
}
