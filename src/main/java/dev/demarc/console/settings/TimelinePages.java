package dev.demarc.console.settings;

import dev.demarc.access.Roles;
import dev.demarc.access.Viewer;
import dev.demarc.casework.timeline.TimelineVerification;
import dev.demarc.casework.timeline.TimelineVerification.Flaw;
import dev.demarc.casework.timeline.TimelineVerification.Walk;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Verifies timelines: of one case, or of all, as many at a time as a page may take. */
@Path("/settings/timelines")
@RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
@Produces(MediaType.TEXT_HTML)
public class TimelinePages {

  /** What one answer may take; the page asks for the next part by itself. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /**
   * What was found up to here.
   *
   * @param timelines how many were verified since the first part
   * @param flaws of this part
   * @param next the cursor of the next part; null where this is the last
   */
  record Found(
      long timelines,
      long entries,
      List<Flaw> flaws,
      @Nullable String digest,
      @Nullable String next) {}

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance timelines(
        String key, @Nullable String problem, @Nullable Found found, boolean all);
  }

  private final TimelineVerification verification;
  private final CaseAccess cases;
  private final Viewer viewer;

  TimelinePages(TimelineVerification verification, CaseAccess cases, Viewer viewer) {
    this.verification = verification;
    this.cases = cases;
    this.viewer = viewer;
  }

  /**
   * @param timelines how many earlier parts verified, and entries of them
   */
  @GET
  public RestResponse<Object> timelines(
      @QueryParam("case") String typed,
      @QueryParam("all") boolean all,
      @QueryParam("cursor") String cursor,
      @QueryParam("timelines") long timelines,
      @QueryParam("entries") long entries) {
    var key = typed == null ? "" : typed.strip().toUpperCase(Locale.ROOT);
    return FormAnswer.of(
        () -> {
          if (!key.isEmpty()) {
            return Templates.timelines(key, null, found(one(key)), false);
          }
          return Templates.timelines(key, null, all ? part(cursor, timelines, entries) : null, all);
        },
        problem -> Templates.timelines(key, problem, null, false));
  }

  private Walk one(String key) {
    var parsed =
        CaseKey.parse(key).orElseThrow(() -> Problem.notFound("There is no case " + key + "."));
    var found = cases.read(parsed);
    return verification.of(found.id(), found.key().value());
  }

  private static Found found(Walk walk) {
    return new Found(walk.verified(), walk.entries(), walk.flaws(), walk.digest(), walk.next());
  }

  private Found part(@Nullable String cursor, long timelines, long entries) {
    if (!viewer.seesAll()) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "Name a case: all timelines are verified by somebody who sees all queues.");
    }
    long end = System.nanoTime() + AT_ONCE.toNanos();
    var flaws = new ArrayList<Flaw>();
    var walk = verification.walk(cursor);
    long verified = walk.verified();
    long read = walk.entries();
    flaws.addAll(walk.flaws());
    while (walk.next() != null && System.nanoTime() < end) {
      walk = verification.walk(walk.next());
      verified += walk.verified();
      read += walk.entries();
      flaws.addAll(walk.flaws());
    }
    return new Found(
        Math.max(0, timelines) + verified,
        Math.max(0, entries) + read,
        List.copyOf(flaws),
        walk.digest(),
        walk.next());
  }
}
