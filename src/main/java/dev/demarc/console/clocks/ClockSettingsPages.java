package dev.demarc.console.clocks;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.clocks.BusinessCalendars;
import dev.demarc.clocks.BusinessCalendars.CalendarEntry;
import dev.demarc.clocks.BusinessCalendars.TryOut;
import dev.demarc.clocks.ClockPolicies;
import dev.demarc.clocks.ClockPolicies.PolicyEntry;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.Category;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Problem.FieldError;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** By when work is to be done: policies, calendars, and a try of each before it counts. */
@Path("/settings/clocks")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class ClockSettingsPages {

  /** What was tried on the page of all calendars; null where nothing was. */
  public record Tried(
      String calendar,
      String from,
      String length,
      @Nullable TryOut result,
      @Nullable String problem) {

    /** As people read it. */
    public String getShownFrom() {
      return from == null ? "" : from.replace('T', ' ');
    }

    /** As people read it; empty where nothing came of it. */
    public String getShownEnd() {
      return result == null ? "" : result.local().replace('T', ' ');
    }
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance clocks(
        @Nullable String problem,
        List<PolicyEntry> policies,
        List<CalendarEntry> calendars,
        @Nullable Tried tried);

    static native TemplateInstance policy(
        boolean isNew,
        int version,
        TypedPolicy typed,
        List<FieldError> errors,
        List<Queue> queues,
        List<Category> categories,
        List<CalendarEntry> calendars);

    static native TemplateInstance calendar(
        boolean isNew, int version, TypedCalendar typed, List<FieldError> errors);
  }

  private static final URI ALL = URI.create("/settings/clocks");

  private final ClockPolicies policies;
  private final BusinessCalendars calendars;
  private final Router router;
  private final CurrentActor actor;

  ClockSettingsPages(
      ClockPolicies policies, BusinessCalendars calendars, Router router, CurrentActor actor) {
    this.policies = policies;
    this.calendars = calendars;
    this.router = router;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance clocks(
      @QueryParam("calendar") String calendar,
      @QueryParam("from") String from,
      @QueryParam("length") String length) {
    return page(null, calendar == null ? null : tried(calendar, from, length));
  }

  private TemplateInstance page(@Nullable String problem, @Nullable Tried tried) {
    return Templates.clocks(problem, policies.all(), calendars.all(), tried);
  }

  private Tried tried(String calendar, String from, String length) {
    try {
      var result = BusinessCalendars.tryOut(calendars.get(calendar).calendar(), from, length);
      return new Tried(calendar, from, length, result, null);
    } catch (Problem problem) {
      return new Tried(calendar, from, length, null, ProblemWords.of(problem));
    }
  }

  @GET
  @Path("policies/{slug}")
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance policy(@PathParam("slug") String slug) {
    if (slug.equals("new")) {
      return policy(true, 0, TypedPolicy.empty(), List.of());
    }
    var found = policies.get(slug);
    return policy(false, found.version(), TypedPolicy.of(found.policy()), List.of());
  }

  private TemplateInstance policy(
      boolean isNew, int version, TypedPolicy typed, List<FieldError> errors) {
    return Templates.policy(
        isNew,
        version,
        typed,
        errors,
        router.queues(),
        List.of(Category.values()),
        calendars.all());
  }

  @POST
  @Path("policies/{slug}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<Object> savePolicy(
      @PathParam("slug") String slug, MultivaluedMap<String, String> form) {
    boolean isNew = slug.equals("new");
    var typed = TypedPolicy.of(isNew ? text(form.getFirst("slug")) : slug, form);
    int version = version(form.getFirst("version"));
    return save(
        () -> policies.save(typed.toPolicy(), version, actor.username()),
        errors -> policy(isNew, version, typed, errors));
  }

  @POST
  @Path("policies/{slug}/removal")
  public RestResponse<Object> removePolicy(
      @PathParam("slug") String slug, @FormParam("version") Integer version) {
    return remove(() -> policies.remove(slug, version, actor.username()));
  }

  @GET
  @Path("calendars/{slug}")
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance calendar(@PathParam("slug") String slug) {
    if (slug.equals("new")) {
      return Templates.calendar(true, 0, TypedCalendar.empty(), List.of());
    }
    var found = calendars.get(slug);
    return Templates.calendar(
        false, found.version(), TypedCalendar.of(found.calendar()), List.of());
  }

  @POST
  @Path("calendars/{slug}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<Object> saveCalendar(
      @PathParam("slug") String slug, MultivaluedMap<String, String> form) {
    boolean isNew = slug.equals("new");
    var typed = TypedCalendar.of(isNew ? text(form.getFirst("slug")) : slug, form);
    int version = version(form.getFirst("version"));
    return save(
        () -> calendars.save(typed.toCalendar(), version, actor.username()),
        errors -> Templates.calendar(isNew, version, typed, errors));
  }

  @POST
  @Path("calendars/{slug}/removal")
  public RestResponse<Object> removeCalendar(
      @PathParam("slug") String slug, @FormParam("version") Integer version) {
    return remove(() -> calendars.remove(slug, version, actor.username()));
  }

  private static String text(String typed) {
    return typed == null ? "" : typed.trim();
  }

  /** That of something new is 0, which nothing has that is there already. */
  private static int version(String typed) {
    try {
      return Integer.parseInt(text(typed));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static RestResponse<Object> save(
      Runnable change, Function<List<FieldError>, TemplateInstance> again) {
    try {
      change.run();
      return PageResponses.seeOther(ALL);
    } catch (Problem problem) {
      var errors =
          problem.errors().isEmpty()
              ? List.of(new FieldError("", problem.getMessage()))
              : problem.errors();
      return refused(problem, again.apply(errors));
    }
  }

  private RestResponse<Object> remove(Runnable change) {
    try {
      change.run();
      return PageResponses.seeOther(ALL);
    } catch (Problem problem) {
      return refused(problem, page(ProblemWords.of(problem), null));
    }
  }

  private static RestResponse<Object> refused(Problem problem, TemplateInstance page) {
    return PageResponses.rendered(problem.type().status(), page);
  }
}
