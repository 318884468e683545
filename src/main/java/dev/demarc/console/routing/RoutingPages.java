package dev.demarc.console.routing;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.PageResponses;
import dev.demarc.console.PastedReport;
import dev.demarc.console.ProblemWords;
import dev.demarc.formats.MalformedReport;
import dev.demarc.policy.routing.RoutingReplay;
import dev.demarc.policy.routing.RoutingReplays;
import dev.demarc.policy.routing.RoutingTester;
import dev.demarc.routing.RoutingVersions;
import dev.demarc.routing.RuleHits;
import dev.demarc.routing.RulesVersion;
import dev.demarc.shared.CaseKey;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Which rule gives which work to which queue: the rules in force, drafts, and a tester. */
@Path("/routing")
@RolesAllowed(Roles.ANALYST_OF_ALL)
@Produces(MediaType.TEXT_HTML)
public class RoutingPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance routing(
        @Nullable String problem,
        RulesVersion version,
        List<RuleLine> rules,
        long hitsOfDefault,
        @Nullable RulesVersion draft,
        @Nullable RoutingReplay replay,
        @Nullable String asked,
        @Nullable String pasted,
        RoutingTester.@Nullable Trial trial,
        Page<RulesVersion> versions,
        List<SettingsTimeline.Event> changes);
  }

  private final RoutingVersions versions;
  private final RoutingReplays replays;
  private final RoutingTester tester;
  private final RuleHits hits;
  private final CurrentActor actor;

  RoutingPages(
      RoutingVersions versions,
      RoutingReplays replays,
      RoutingTester tester,
      RuleHits hits,
      CurrentActor actor) {
    this.versions = versions;
    this.replays = replays;
    this.tester = tester;
    this.hits = hits;
    this.actor = actor;
  }

  /**
   * @param asked the key of a case to try the rules on
   */
  @GET
  public RestResponse<Object> routing(
      @QueryParam("key") String asked, @QueryParam("cursor") String cursor) {
    try {
      return shown(200, routing(null, asked, null, trial(tester, asked, null), cursor));
    } catch (Problem problem) {
      return shown(
          problem.type().status(), routing(ProblemWords.of(problem), asked, null, null, null));
    }
  }

  private TemplateInstance routing(
      @Nullable String problem,
      @Nullable String asked,
      @Nullable String pasted,
      RoutingTester.@Nullable Trial trial,
      @Nullable String cursor) {
    var inForce = versions.inForce();
    var taken = hits.ofLastDays();
    var draft = versions.latestDraft().orElse(null);
    return Templates.routing(
        problem,
        inForce,
        RuleLine.of(inForce.rules(), taken),
        taken.getOrDefault(dev.demarc.routing.rules.RuleSet.DEFAULT, 0L),
        draft,
        draft == null ? null : replays.latest(draft.id()).orElse(null),
        asked,
        pasted,
        trial,
        versions.list(20, cursor),
        versions.changes());
  }

  static RoutingTester.@Nullable Trial trial(
      RoutingTester tester, String key, @Nullable UUID version) {
    if (key == null || key.isBlank()) {
      return null;
    }
    return tester.ofCase(
        CaseKey.parse(key.strip().toUpperCase(Locale.ROOT))
            .orElseThrow(() -> Problem.notFound("There is no case " + key + ".")),
        version);
  }

  @POST
  @Path("trials")
  public RestResponse<Object> tryOn(@FormParam("report") String report) {
    var pasted = report == null ? "" : report;
    try {
      var trial =
          tester.ofReport(
              pasted.getBytes(StandardCharsets.UTF_8),
              PastedReport.contentType(pasted),
              actor.submitter(),
              null);
      return shown(200, routing(null, null, pasted, trial, null));
    } catch (MalformedReport malformed) {
      return shown(422, routing(malformed.getMessage(), null, pasted, null, null));
    } catch (Problem problem) {
      return shown(
          problem.type().status(), routing(ProblemWords.of(problem), null, pasted, null, null));
    }
  }

  /**
   * @param from the version to start from; blank for the one in force
   */
  @POST
  @Path("versions")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> draft(
      @FormParam("name") String name, @FormParam("from") String from) {
    try {
      var made =
          versions.draft(
              from == null || from.isBlank() ? null : id(from),
              new RoutingVersions.Wanted(name, null, null),
              actor.get());
      return to("/routing/versions/" + made.id());
    } catch (Problem problem) {
      return shown(
          problem.type().status(), routing(ProblemWords.of(problem), null, null, null, null));
    }
  }

  @POST
  @Path("undo")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> undo(@FormParam("reason") String reason) {
    try {
      versions.undo(reason, actor.get());
      return to("/routing");
    } catch (Problem problem) {
      return shown(
          problem.type().status(), routing(ProblemWords.of(problem), null, null, null, null));
    }
  }

  static RestResponse<Object> to(String page) {
    return PageResponses.seeOther(page);
  }

  static RestResponse<Object> shown(int status, TemplateInstance page) {
    return PageResponses.rendered(status, page);
  }

  static UUID id(String text) {
    return Ids.parse(text)
        .orElseThrow(
            () -> Problem.notFound("There is no version " + text + " of the routing rules."));
  }
}
