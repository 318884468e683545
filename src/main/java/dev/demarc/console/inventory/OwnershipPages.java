package dev.demarc.console.inventory;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.inventory.resolver.Resolver;
import dev.demarc.inventory.resolver.ResolverSetup;
import dev.demarc.inventory.resolver.ResolverSetup.Outcome;
import dev.demarc.inventory.resolver.Resolvers;
import dev.demarc.ownership.Unowned;
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
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What nobody is known to hold, and the systems that are asked who did. */
@Path("/inventory")
@RolesAllowed(Roles.ANALYST_OF_ALL)
@Produces(MediaType.TEXT_HTML)
public class OwnershipPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance unowned(List<Unowned.Thing> things);

    static native TemplateInstance resolvers(
        @Nullable String problem,
        List<Resolver> resolvers,
        @Nullable UUID tried,
        @Nullable String value,
        @Nullable Outcome outcome);
  }

  private final Unowned unowned;
  private final Resolvers resolvers;
  private final ResolverSetup setup;
  private final CurrentActor actor;

  OwnershipPages(Unowned unowned, Resolvers resolvers, ResolverSetup setup, CurrentActor actor) {
    this.unowned = unowned;
    this.resolvers = resolvers;
    this.setup = setup;
    this.actor = actor;
  }

  @GET
  @Path("unowned")
  public TemplateInstance unowned() {
    return Templates.unowned(unowned.things(Page.MAX_LIMIT));
  }

  @GET
  @Path("resolvers")
  public TemplateInstance resolvers() {
    return page(null);
  }

  private TemplateInstance page(@Nullable String problem) {
    return Templates.resolvers(problem, resolvers.all(), null, null, null);
  }

  @POST
  @Path("resolvers")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> add(
      @FormParam("name") String name,
      @FormParam("url") String url,
      @FormParam("secret") String secret,
      @FormParam("networks") String networks,
      @FormParam("domains") String domains) {
    return changed(
        () -> setup.add(name, url, secret, words(networks), words(domains), actor.get().name()));
  }

  private static List<String> words(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split("[\\s,;]+")).filter(word -> !word.isBlank()).toList();
  }

  @POST
  @Path("resolvers/{id}/switch")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> setEnabled(@PathParam("id") String id, @FormParam("on") String on) {
    return changed(() -> setup.setEnabled(id(id), "yes".equals(on), actor.get().name()));
  }

  @POST
  @Path("resolvers/{id}/removal")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> remove(@PathParam("id") String id) {
    return changed(() -> setup.remove(id(id)));
  }

  @POST
  @Path("resolvers/{id}/trial")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> tryIt(@PathParam("id") String id, @FormParam("value") String value) {
    try {
      var outcome = setup.ask(id(id), value, null);
      return shown(200, Templates.resolvers(null, resolvers.all(), id(id), value, outcome));
    } catch (Problem problem) {
      return shown(problem.type().status(), page(ProblemWords.of(problem)));
    }
  }

  private RestResponse<Object> changed(Runnable change) {
    try {
      change.run();
      return PageResponses.seeOther("/inventory/resolvers");
    } catch (Problem problem) {
      return shown(problem.type().status(), page(ProblemWords.of(problem)));
    }
  }

  private static RestResponse<Object> shown(int status, TemplateInstance page) {
    return PageResponses.rendered(status, page);
  }

  private static UUID id(String text) {
    return Ids.parse(text)
        .orElseThrow(() -> Problem.notFound("There is no resolver " + text + "."));
  }
}
