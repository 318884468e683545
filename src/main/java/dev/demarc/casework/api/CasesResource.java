package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.participants.Notes;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.casework.work.Decisions;
import dev.demarc.casework.work.QuestionAnswers;
import dev.demarc.casework.work.WorkItems;
import dev.demarc.notification.FilesToSend;
import dev.demarc.notification.ReplyFiles;
import dev.demarc.notification.relay.NewFile;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Category;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Cases over the API. Every change answers with the case as it is then. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class CasesResource {

  public record DecisionBody(
      String responsibility,
      String service,
      String category,
      List<String> layers,
      String reason,
      Integer version) {}

  /**
   * @param recipients for those who reported: whom of the participants; null for all who take part
   * @param attachments files that go out with it; null for none
   * @param xarf whether the case goes out with it as XARF v4, too; null for not
   */
  public record NoteBody(
      String body,
      String visibility,
      List<String> recipients,
      List<AttachmentBody> attachments,
      Boolean xarf,
      Integer version) {}

  /**
   * @param content in base64 (RFC 4648)
   */
  public record AttachmentBody(String fileName, String contentType, String content) {

    NewFile toFile() {
      try {
        var bytes = Base64.getDecoder().decode(content == null ? "" : content.strip());
        return new NewFile(fileName, contentType, bytes);
      } catch (IllegalArgumentException e) {
        throw Problem.invalid("attachments.content", "must be base64 (RFC 4648)");
      }
    }
  }

  public record AnswerBody(String question, String answer, Integer version) {}

  public record ReasonBody(String reason, Integer version) {}

  private final CaseReader reader;
  private final Decisions decisions;
  private final WorkItems workItems;
  private final Notes notes;
  private final QuestionAnswers answers;
  private final CurrentActor actor;

  CasesResource(
      CaseReader reader,
      Decisions decisions,
      WorkItems workItems,
      Notes notes,
      QuestionAnswers answers,
      CurrentActor actor) {
    this.reader = reader;
    this.decisions = decisions;
    this.workItems = workItems;
    this.notes = notes;
    this.answers = answers;
    this.actor = actor;
  }

  @GET
  @Path("{key}")
  public RestResponse<CaseFile> read(@PathParam("key") String key) {
    return CaseCall.answer(reader.read(CaseKey.require(key)), 200);
  }

  @GET
  @Path("{key}/timeline")
  public Page<CaseFile.CaseEvent> timeline(
      @PathParam("key") String key,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return reader.timeline(CaseKey.require(key), Page.parseLimit(limit), cursor);
  }

  @GET
  @Path("{key}/indicators")
  public Page<CaseFile.IndicatorLine> indicators(
      @PathParam("key") String key,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return reader.indicators(CaseKey.require(key), Page.parseLimit(limit), cursor);
  }

  @POST
  @Path("{key}/assessments")
  public RestResponse<CaseFile> decide(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, DecisionBody body) {
    RequestValues.required(body);
    var decision =
        new Decisions.Decision(
            Responsibility.required(body.responsibility()),
            body.service(),
            body.category() == null ? null : category(body.category()),
            layers(body.layers()),
            body.reason());
    decisions.decide(
        CaseKey.require(key), decision, ExpectedVersion.of(body.version(), ifMatch), actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 200);
  }

  @POST
  @Path("{key}/answers")
  public RestResponse<CaseFile> answer(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, AnswerBody body) {
    RequestValues.required(body);
    answers.answer(
        CaseKey.require(key),
        new QuestionAnswers.GivenAnswer(body.question(), body.answer()),
        ExpectedVersion.of(body.version(), ifMatch),
        actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 200);
  }

  @POST
  @Path("{key}/enforcement")
  public RestResponse<CaseFile> enforce(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, ReasonBody body) {
    RequestValues.required(body);
    workItems.enforce(
        CaseKey.require(key),
        body.reason(),
        ExpectedVersion.of(body.version(), ifMatch),
        actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 201);
  }

  @POST
  @Path("{key}/notes")
  @Operation(
      summary = "Writes a note, or a reply to reporters",
      description =
          "With visibility reporter, a mail goes to each recipient. attachments are the desk's own"
              + " files, [{\"fileName\": \"flows.csv\", \"contentType\": \"text/csv\","
              + " \"content\": \"dGltZSxieXRlcw==\"}], at most 10 with 7 MiB together; each"
              + " recipient gets them. With xarf, the case goes with it as XARF v4 in xarf.json: a"
              + " report, or an array of 20 at most where the case has several sources; refused"
              + " from TLP:AMBER on.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "to the provider",
                      value =
                          "{\"body\": \"Please stop what xarf.json names.\", \"visibility\":"
                              + " \"reporter\", \"recipients\": [\"abuse@provider.example\"],"
                              + " \"xarf\": true}")))
  public RestResponse<CaseFile> note(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, NoteBody body) {
    RequestValues.required(body);
    notes.add(
        CaseKey.require(key),
        new Notes.Note(
            body.body(),
            visibility(body.visibility()),
            body.recipients(),
            null,
            Boolean.TRUE.equals(body.xarf())),
        files(body.attachments()),
        ExpectedVersion.of(body.version(), ifMatch),
        actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 201);
  }

  private static FilesToSend files(@Nullable List<AttachmentBody> attachments) {
    if (attachments == null) {
      return FilesToSend.NONE;
    }
    if (attachments.contains(null) || attachments.size() > ReplyFiles.MOST_FILES) {
      throw Problem.invalid(
          "attachments", "must be at most " + ReplyFiles.MOST_FILES + " files, none of them null");
    }
    return new FilesToSend(null, attachments.stream().map(AttachmentBody::toFile).toList());
  }

  private static Category category(String text) {
    return Category.of(text)
        .orElseThrow(() -> Problem.invalid("category", "there is no category " + text));
  }

  private static List<Layer> layers(List<String> slugs) {
    return slugs == null
        ? List.of()
        : slugs.stream()
            .map(
                slug ->
                    Layer.of(slug)
                        .orElseThrow(() -> Problem.invalid("layers", "there is no layer " + slug)))
            .toList();
  }

  private static Visibility visibility(String text) {
    return text == null
        ? Visibility.INTERNAL
        : Arrays.stream(Visibility.values())
            .filter(v -> v.slug().equalsIgnoreCase(text))
            .findFirst()
            .orElseThrow(() -> Problem.invalid("visibility", "must be internal or reporter"));
  }
}
