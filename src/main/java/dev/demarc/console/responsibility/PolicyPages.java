package dev.demarc.console.responsibility;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.policy.LearnedModel;
import dev.demarc.policy.Policies;
import dev.demarc.policy.Policy;
import dev.demarc.policy.Replay;
import dev.demarc.policy.Replays;
import dev.demarc.policy.Settings;
import dev.demarc.policy.TextModels;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.SettingsTimeline;
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
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What decides: drafts, their replay over past cases, activation, and text models that learn. */
@Path("/responsibility/policies")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class PolicyPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance policies(
        @Nullable String problem,
        Policy inForce,
        Page<Policy> policies,
        List<LearnedModel> models,
        List<SettingsTimeline.Event> timeline);

    static native TemplateInstance policy(
        @Nullable String problem,
        Policy policy,
        MatrixComparison comparison,
        Policy inForce,
        String matrix,
        @Nullable Replay replay,
        Page<Replay.Move> moves,
        List<LearnedModel> models);
  }

  private final Policies policies;
  private final Replays replays;
  private final TextModels models;
  private final EngineInForce engines;
  private final CurrentActor actor;

  PolicyPages(
      Policies policies,
      Replays replays,
      TextModels models,
      EngineInForce engines,
      CurrentActor actor) {
    this.policies = policies;
    this.engines = engines;
    this.replays = replays;
    this.models = models;
    this.actor = actor;
  }

  @GET
  public TemplateInstance all(@QueryParam("cursor") String cursor) {
    return all(null, cursor);
  }

  private TemplateInstance all(@Nullable String problem, @Nullable String cursor) {
    return Templates.policies(
        problem,
        policies.inForce(),
        policies.list(null, cursor),
        models.list(),
        policies.timeline());
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  public TemplateInstance one(@PathParam("id") String id, @QueryParam("cursor") String cursor) {
    return one(null, id(id), cursor, null);
  }

  /**
   * @param typed a matrix that was refused, to be mended; null for the one that is stored
   */
  private TemplateInstance one(
      @Nullable String problem, UUID id, @Nullable String cursor, @Nullable String typed) {
    return Templates.policy(
        problem,
        policies.read(id),
        comparison(id),
        policies.inForce(),
        typed == null ? policies.matrixOf(id) : typed,
        replays.latest(id).orElse(null),
        replays.moves(id, null, cursor),
        models.list());
  }

  private MatrixComparison comparison(UUID id) {
    return MatrixComparison.of(
        engines.engine().matrix(), Matrix.parse("the draft", policies.matrixOf(id)));
  }

  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> draft(@FormParam("name") String name) {
    return onAll(
        () -> "/" + policies.draft(new Settings(name, null, null, null), actor.get()).id());
  }

  @POST
  @Path("undo")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> undo(@FormParam("reason") String reason) {
    return onAll(
        () -> {
          policies.undo(reason, actor.get());
          return "";
        });
  }

  @POST
  @Path("models")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> train() {
    return onAll(
        () -> {
          models.train(actor.get());
          return "#models";
        });
  }

  @POST
  @Path("{id}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> edit(
      @PathParam("id") String id,
      @FormParam("version") Integer version,
      @FormParam("name") String name,
      @FormParam("matrix") String matrix,
      @FormParam("threshold") String threshold,
      @FormParam("model") String model) {
    return onOne(
        id,
        matrix,
        () -> policies.edit(id(id), settings(id(id), name, matrix, threshold, model), version));
  }

  /** A browser sends line ends as CR LF; a matrix nobody touched stays the shipped one. */
  private Settings settings(UUID id, String name, String matrix, String threshold, String model) {
    var text = matrix == null ? null : matrix.replace("\r\n", "\n");
    boolean same = text == null || text.strip().equals(policies.matrixOf(id).strip());
    boolean shipped = text != null && text.strip().equals(policies.matrixOf(null).strip());
    return new Settings(name, same ? null : shipped ? "shipped" : text, number(threshold), model);
  }

  private static @Nullable Double number(String text) {
    try {
      return text == null || text.isBlank() ? null : Double.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw Problem.invalid("threshold", "must be a number from 0 to 1");
    }
  }

  @POST
  @Path("{id}/replay")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> replay(@PathParam("id") String id) {
    return onOne(id, null, () -> replays.start(id(id), null, actor.get()));
  }

  @POST
  @Path("{id}/cancel")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> cancel(@PathParam("id") String id) {
    return onOne(id, null, () -> replays.cancel(id(id)));
  }

  @POST
  @Path("{id}/activation")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> activate(
      @PathParam("id") String id,
      @FormParam("version") Integer version,
      @FormParam("unseen") String unseen,
      @FormParam("reason") String reason) {
    return onOne(
        id, null, () -> policies.activate(id(id), reason, unseen != null, version, actor.get()));
  }

  @POST
  @Path("{id}/removal")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> discard(
      @PathParam("id") String id, @FormParam("version") Integer version) {
    return onAll(
        () -> {
          policies.discard(id(id), version, actor.get());
          return "";
        });
  }

  private RestResponse<Object> onAll(Supplier<String> change) {
    try {
      return to("/responsibility/policies" + change.get());
    } catch (Problem problem) {
      return refused(problem, all(ProblemWords.of(problem), null));
    }
  }

  private RestResponse<Object> onOne(String id, @Nullable String typed, Runnable change) {
    try {
      change.run();
      return to("/responsibility/policies/" + id);
    } catch (Problem problem) {
      return refused(problem, one(ProblemWords.of(problem), id(id), null, typed));
    }
  }

  private static RestResponse<Object> to(String page) {
    return PageResponses.seeOther(page);
  }

  private static RestResponse<Object> refused(Problem problem, TemplateInstance page) {
    return PageResponses.rendered(problem.type().status(), page);
  }

  private static UUID id(String text) {
    return Ids.require(text, "There is no policy " + text + ".");
  }
}
