package dev.demarc.console.routing;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.access.people.People;
import dev.demarc.console.PageResponses;
import dev.demarc.queues.QueueBoard;
import dev.demarc.queues.QueueBoard.QueueState;
import dev.demarc.queues.WorkLoad;
import dev.demarc.routing.Absence;
import dev.demarc.routing.Absences;
import dev.demarc.routing.QueueMembers;
import dev.demarc.routing.Queues;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Queues: how much waits in them, who works them, who is on call and who is away. */
@Path("/routing")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class RoutingQueuePages {

  /** Somebody with how much open work they have. */
  public record PersonLine(People.PersonEntry person, WorkLoad.Load load) {}

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance queues(
        @Nullable String problem,
        List<QueueState> queues,
        List<PersonLine> people,
        List<PersonLine> loaded,
        List<Absence> absences);
  }

  private final QueueBoard board;
  private final Queues queues;
  private final QueueMembers orders;
  private final Absences absences;
  private final WorkLoad load;
  private final People people;
  private final CurrentActor actor;

  RoutingQueuePages(
      QueueBoard board,
      Queues queues,
      QueueMembers orders,
      Absences absences,
      WorkLoad load,
      People people,
      CurrentActor actor) {
    this.board = board;
    this.queues = queues;
    this.orders = orders;
    this.absences = absences;
    this.load = load;
    this.people = people;
    this.actor = actor;
  }

  @GET
  @Path("queues")
  public TemplateInstance queues() {
    return page(null);
  }

  private TemplateInstance page(@Nullable String problem) {
    var loads = load.ofPeople();
    var lines =
        people.assignable().stream()
            .map(p -> new PersonLine(p, loads.getOrDefault(p.username(), WorkLoad.Load.NONE)))
            .toList();
    var loaded =
        lines.stream()
            .filter(line -> line.load().open() > 0)
            .sorted(Comparator.comparingLong((PersonLine line) -> line.load().open()).reversed())
            .toList();
    return Templates.queues(problem, board.all(), lines, loaded, board.absences(actor.username()));
  }

  @POST
  @Path("queues")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> add(
      @FormParam("slug") String slug,
      @FormParam("name") String name,
      @FormParam("side") String side,
      @FormParam("email") String email) {
    return changed(
        () ->
            queues.add(
                slug,
                new Queues.Wanted(TypedText.orNull(name), side, TypedText.orNull(email), null),
                actor.get()));
  }

  @POST
  @Path("queues/{slug}")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> change(
      @PathParam("slug") String slug,
      @FormParam("name") String name,
      @FormParam("email") String email,
      @FormParam("clocks") String clocks) {
    return changed(
        () ->
            queues.change(
                slug,
                new Queues.Wanted(
                    TypedText.orNull(name), null, TypedText.orNull(email), numbers(clocks)),
                actor.get()));
  }

  private static @Nullable List<Integer> numbers(String text) {
    try {
      return text == null || text.isBlank()
          ? null
          : RuleForm.words(text).stream().map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw Problem.invalid("clocks", "must be four numbers of minutes");
    }
  }

  @POST
  @Path("queues/{slug}/members")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> setMembers(
      @PathParam("slug") String slug,
      @FormParam("members") String members,
      @FormParam("hours") String hours,
      @FormParam("since") String since,
      @FormParam("zone") String zone) {
    return changed(
        () -> {
          var rota =
              hours == null || hours.isBlank()
                  ? null
                  : new QueueMembers.Rota(hours(hours), time("since", since), zone);
          orders.set(slug, RuleForm.words(members), rota, actor.get());
        });
  }

  private static Integer hours(String text) {
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw Problem.invalid("hours", "must be a number of hours, as 168 for a week");
    }
  }

  @POST
  @Path("queues/{slug}/removal")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> remove(@PathParam("slug") String slug) {
    return changed(() -> queues.remove(slug, actor.get()));
  }

  @POST
  @Path("absences")
  @RolesAllowed(Roles.LEAD)
  public RestResponse<Object> away(
      @FormParam("username") String username,
      @FormParam("from") String from,
      @FormParam("until") String until,
      @FormParam("handsTo") String handsTo,
      @FormParam("note") String note) {
    return changed(
        () ->
            absences.add(
                username, time("from", from), time("until", until), handsTo, note, actor.get()));
  }

  @POST
  @Path("absences/{id}/removal")
  @RolesAllowed(Roles.LEAD)
  public RestResponse<Object> endAbsence(@PathParam("id") String id) {
    return changed(
        () ->
            absences.remove(
                Ids.parse(id)
                    .orElseThrow(() -> Problem.notFound("There is no absence " + id + ".")),
                actor.get()));
  }

  /** As a browser sends it, in UTC; null where it is blank. */
  private static @Nullable Instant time(String field, String text) {
    try {
      return text == null || text.isBlank()
          ? null
          : LocalDateTime.parse(text.strip()).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw Problem.invalid(field, "must be a date and time");
    }
  }

  private RestResponse<Object> changed(Runnable change) {
    return PageResponses.changed(change, "/routing/queues", problem -> page(problem));
  }
}
