package dev.demarc.console.settings;

import dev.demarc.access.Roles;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.outcomes.OutcomeEntry;
import dev.demarc.casework.outcomes.OutcomeEntry.Reason;
import dev.demarc.casework.outcomes.OutcomeWish;
import dev.demarc.casework.outcomes.Outcomes;
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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How cases end: the desk's table of outcomes. */
@Path("/settings/outcomes")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMINISTRATOR)
public class OutcomePages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance outcomes(
        @Nullable String told, @Nullable String problem, List<OutcomeEntry> outcomes);
  }

  private final Outcomes outcomes;

  OutcomePages(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  public TemplateInstance outcomes() {
    return page(null, null);
  }

  private TemplateInstance page(@Nullable String told, @Nullable String problem) {
    return Templates.outcomes(told, problem, outcomes.all());
  }

  /**
   * @param reasons a line each: slug, name, and what those who reported read, with bars between
   */
  @POST
  public RestResponse<Object> save(
      @FormParam("slug") String slug,
      @FormParam("name") String name,
      @FormParam("offered") boolean offered,
      @FormParam("tells") boolean tells,
      @FormParam("words") String words,
      @FormParam("reasons") String reasons) {
    return FormAnswer.of(
        () -> {
          var named =
              Outcome.of(slug)
                  .orElseThrow(
                      () ->
                          Problem.invalid(
                              "slug",
                              "must be lower-case letters, digits and hyphens, at most 40"));
          outcomes.save(
              named.slug(), new OutcomeWish(name, offered, tells, words, reasons(reasons)));
          return page(name + " is saved.", null);
        },
        problem -> page(null, problem));
  }

  private static List<Reason> reasons(String lines) {
    return lines == null
        ? List.of()
        : lines.lines().filter(line -> !line.isBlank()).map(OutcomePages::reason).toList();
  }

  private static Reason reason(String line) {
    var parts = line.split("[|]", 3);
    return new Reason(
        parts[0].strip(),
        parts.length > 1 ? parts[1].strip() : null,
        parts.length > 2 ? parts[2].strip() : null);
  }

  @POST
  @Path("{slug}/removal")
  public RestResponse<Object> remove(@PathParam("slug") String slug) {
    return FormAnswer.of(
        () -> {
          outcomes.remove(slug);
          return page(slug + " is removed.", null);
        },
        problem -> page(null, problem));
  }
}
