package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.access.people.People;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.outcomes.Outcomes;
import dev.demarc.casework.participants.Participant;
import dev.demarc.casework.participants.Participation;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.casework.work.Decisions;
import dev.demarc.casework.work.QuestionAnswers;
import dev.demarc.casework.work.WorkItems;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.console.cases.page.CaseView;
import dev.demarc.console.cases.page.CaseViews;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Category;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
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
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One case: the line, the work, what was observed, and what happened. */
@Path("/cases/{key}")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class CasePages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance show(
        CaseFile file,
        CaseView view,
        Page<CaseFile.CaseEvent> timeline,
        List<Participant> participants,
        List<People.PersonEntry> people,
        List<ServiceRow> services,
        Choices choices,
        TypedForm typed);
  }

  private final CaseReader reader;
  private final Decisions decisions;
  private final WorkItems workItems;
  private final Participation participation;
  private final QuestionAnswers answers;
  private final Outcomes outcomes;
  private final People people;
  private final EngineInForce engines;
  private final CaseViews views;
  private final CurrentActor actor;

  CasePages(
      CaseReader reader,
      Decisions decisions,
      WorkItems workItems,
      Participation participation,
      QuestionAnswers answers,
      Outcomes outcomes,
      People people,
      EngineInForce engines,
      CaseViews views,
      CurrentActor actor) {
    this.reader = reader;
    this.decisions = decisions;
    this.workItems = workItems;
    this.participation = participation;
    this.answers = answers;
    this.outcomes = outcomes;
    this.people = people;
    this.engines = engines;
    this.views = views;
    this.actor = actor;
  }

  @GET
  public TemplateInstance show(
      @PathParam("key") String key,
      @QueryParam("timeline") String cursor,
      @QueryParam("report") String report) {
    return page(
        key(key), cursor, Ids.parse(report == null ? "" : report).orElse(null), TypedForm.NOTHING);
  }

  private TemplateInstance page(
      CaseKey key, @Nullable String cursor, @Nullable UUID report, TypedForm typed) {
    var file = reader.read(key);
    var matrix = engines.engine().matrix();
    var timeline = reader.latest(key, 50, cursor);
    var participants = participation.of(key);
    return Templates.show(
        file,
        views.of(file, matrix, timeline.items(), report, typed.problem() != null),
        timeline,
        participants,
        people.assignable(),
        matrix.services(),
        Choices.of(outcomes.offered()),
        typed);
  }

  @POST
  @Path("assessments")
  public RestResponse<Object> decide(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("responsibility") String responsibility,
      @FormParam("service") String service,
      @FormParam("category") String category,
      @FormParam("layer") List<String> layers,
      @FormParam("reason") String reason) {
    return change(
        key,
        TypedForm.into("decide")
            .with("responsibility", responsibility)
            .with("service", service)
            .with("category", category)
            .with("layer", layers == null ? null : String.join(" ", layers))
            .with("reason", reason),
        () ->
            decisions.decide(
                key(key),
                new Decisions.Decision(
                    Responsibility.required(responsibility),
                    service,
                    Category.of(category).orElse(null),
                    layers == null
                        ? List.of()
                        : layers.stream().flatMap(l -> Layer.of(l).stream()).toList(),
                    reason),
                ExpectedVersion.of(version, null),
                actor.get()));
  }

  @POST
  @Path("answers")
  public RestResponse<Object> answer(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("question") String question,
      @FormParam("answer") String answer) {
    return change(
        key,
        TypedForm.into("answer").with("answer", answer),
        () ->
            answers.answer(
                key(key),
                new QuestionAnswers.GivenAnswer(question, answer),
                ExpectedVersion.of(version, null),
                actor.get()));
  }

  @POST
  @Path("enforcement")
  public RestResponse<Object> enforce(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("reason") String reason) {
    return change(
        key,
        TypedForm.into("enforce").with("reason", reason),
        () -> workItems.enforce(key(key), reason, ExpectedVersion.of(version, null), actor.get()));
  }

  /** Back to the case where it worked; else the case as it is now, with what was typed. */
  private RestResponse<Object> change(String key, TypedForm typed, Runnable change) {
    return change(
        key,
        typed,
        () -> {
          change.run();
          return key;
        });
  }

  /**
   * @param change says which case to show then
   */
  RestResponse<Object> change(String key, TypedForm typed, Supplier<String> change) {
    return change(typed, change, refused -> page(key, refused));
  }

  TemplateInstance page(String key, TypedForm typed) {
    return page(key(key), null, null, typed);
  }

  /**
   * @param again the page that the change was made on, for where it is refused
   */
  RestResponse<Object> change(
      TypedForm typed, Supplier<String> change, Function<TypedForm, TemplateInstance> again) {
    try {
      var key = change.get();
      var then = URI.create(then(key));
      return PageResponses.seeOther(then);
    } catch (Problem problem) {
      var page = again.apply(typed.refused(ProblemWords.of(problem)));
      return PageResponses.rendered(problem.type().status(), page);
    }
  }

  private String then(String key) {
    if (key.isEmpty()) {
      return "/";
    }
    return reader.isSeen(key(key)) ? "/cases/" + key : "/?told=moved";
  }

  /** The case to go on with: the one that stood next in the list, else the list. */
  String next(String key) {
    return CaseKey.parse(key).filter(reader::isSeen).map(CaseKey::value).orElse("");
  }

  static CaseKey key(String text) {
    return CaseKey.require(text);
  }
}
