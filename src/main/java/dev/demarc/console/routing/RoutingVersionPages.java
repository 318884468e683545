package dev.demarc.console.routing;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.ProblemWords;
import dev.demarc.policy.routing.RoutingReplay;
import dev.demarc.policy.routing.RoutingReplays;
import dev.demarc.policy.routing.RoutingTester;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.routing.RoutingVersions;
import dev.demarc.routing.RuleHits;
import dev.demarc.routing.RulesVersion;
import dev.demarc.routing.StoredRule;
import dev.demarc.routing.rules.Gives;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One version of the rules: a draft to change, to replay and to put in force. */
@Path("/routing/versions/{id}")
@RolesAllowed(Roles.ANALYST_OF_ALL)
@Produces(MediaType.TEXT_HTML)
public class RoutingVersionPages {

  @CheckedTemplate(basePath = "RoutingPages")
  static class Templates {
    static native TemplateInstance version(
        @Nullable String problem,
        RulesVersion version,
        List<RuleLine> rules,
        Gives otherwise,
        List<Queue> queues,
        @Nullable RoutingReplay replay,
        Page<RoutingReplay.Move> moves,
        @Nullable String asked,
        RoutingTester.@Nullable Trial trial);
  }

  private final RoutingVersions versions;
  private final RoutingReplays replays;
  private final RoutingTester tester;
  private final RuleHits hits;
  private final Router router;
  private final CurrentActor actor;

  RoutingVersionPages(
      RoutingVersions versions,
      RoutingReplays replays,
      RoutingTester tester,
      RuleHits hits,
      Router router,
      CurrentActor actor) {
    this.versions = versions;
    this.replays = replays;
    this.tester = tester;
    this.hits = hits;
    this.router = router;
    this.actor = actor;
  }

  @GET
  public RestResponse<Object> version(
      @PathParam("id") String id,
      @QueryParam("key") String asked,
      @QueryParam("cursor") String cursor) {
    var version = versions.read(RoutingPages.id(id));
    try {
      var trial = RoutingPages.trial(tester, asked, version.id());
      return RoutingPages.shown(
          200, page(null, version, version.rules(), version.otherwise(), asked, trial, cursor));
    } catch (Problem problem) {
      return RoutingPages.shown(
          problem.type().status(),
          page(
              ProblemWords.of(problem),
              version,
              version.rules(),
              version.otherwise(),
              asked,
              null,
              null));
    }
  }

  private TemplateInstance page(
      @Nullable String problem,
      RulesVersion version,
      List<StoredRule> rules,
      Gives otherwise,
      @Nullable String asked,
      RoutingTester.@Nullable Trial trial,
      @Nullable String cursor) {
    return Templates.version(
        problem,
        version,
        RuleLine.of(rules, hits.ofLastDays()),
        otherwise,
        router.queues(),
        replays.latest(version.id()).orElse(null),
        replays.moves(version.id(), null, cursor),
        asked,
        trial);
  }

  /**
   * Saves a draft, or changes its rules on the page where a button of one was pressed; what was
   * typed stays where something is wrong.
   *
   * @param button {@code up:2}, {@code down:2}, {@code remove:2}, {@code add}, or absent to save
   */
  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> edit(
      @PathParam("id") String id,
      @FormParam("version") Integer version,
      @FormParam("title") String title,
      @FormParam("button") String button,
      @FormParam("name") List<String> names,
      @FormParam("when") List<String> whens,
      @FormParam("queue") List<String> queues,
      @FormParam("priority") List<String> priorities,
      @FormParam("policy") List<String> policies,
      @FormParam("playbook") List<String> playbooks,
      @FormParam("template") List<String> templates,
      @FormParam("watchers") List<String> watchers,
      @FormParam("then") List<String> thens) {
    var known = versions.read(RoutingPages.id(id));
    List<StoredRule> rules = known.rules();
    Gives otherwise = known.otherwise();
    try {
      var form =
          RuleForm.of(
              Arrays.asList(
                  names,
                  whens,
                  queues,
                  priorities,
                  policies,
                  playbooks,
                  templates,
                  watchers,
                  thens));
      rules = RuleForm.after(form.rules(), button);
      otherwise = form.otherwise() == null ? otherwise : form.otherwise();
      if (button != null && !button.isBlank()) {
        return RoutingPages.shown(200, page(null, known, rules, otherwise, null, null, null));
      }
      versions.edit(known.id(), new RoutingVersions.Wanted(title, rules, otherwise), version);
      return RoutingPages.to("/routing/versions/" + known.id());
    } catch (Problem problem) {
      return RoutingPages.shown(
          problem.type().status(),
          page(detail(problem), known, rules, otherwise, null, null, null));
    }
  }

  private static @Nullable String detail(Problem problem) {
    return problem.errors().isEmpty()
        ? problem.getMessage()
        : problem.errors().stream()
            .limit(10)
            .map(ProblemWords::inWords)
            .collect(java.util.stream.Collectors.joining(" ", "", " Nothing was changed."));
  }

  @POST
  @Path("replay")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> replay(@PathParam("id") String id) {
    return changed(id, version -> replays.start(version, null, actor.get()), null);
  }

  @POST
  @Path("cancel")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> cancel(@PathParam("id") String id) {
    return changed(id, replays::cancel, null);
  }

  @POST
  @Path("activation")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> activate(
      @PathParam("id") String id,
      @FormParam("version") Integer version,
      @FormParam("unseen") String unseen,
      @FormParam("reason") String reason) {
    return changed(
        id,
        draft -> versions.activate(draft, reason, unseen != null, version, actor.get()),
        "/routing");
  }

  @POST
  @Path("removal")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> discard(
      @PathParam("id") String id, @FormParam("version") Integer version) {
    return changed(id, draft -> versions.discard(draft, version, actor.get()), "/routing");
  }

  private RestResponse<Object> changed(
      String id, java.util.function.Consumer<UUID> change, @Nullable String to) {
    var known = versions.read(RoutingPages.id(id));
    try {
      change.accept(known.id());
      return RoutingPages.to(to == null ? "/routing/versions/" + known.id() : to);
    } catch (Problem problem) {
      return RoutingPages.shown(
          problem.type().status(),
          page(detail(problem), known, known.rules(), known.otherwise(), null, null, null));
    }
  }
}
