package dev.demarc.console.inventory;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.inventory.Inventory;
import dev.demarc.inventory.InventoryEntry;
import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.inventory.NewEntry;
import dev.demarc.inventory.Traits;
import dev.demarc.inventory.imports.ImportOptions;
import dev.demarc.inventory.imports.ImportResult;
import dev.demarc.inventory.imports.InventoryImports;
import dev.demarc.shared.Holding;
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
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Accounts, ranges and resources, who answers for them, and who holds an address. */
@Path("/inventory")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class InventoryPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance inventory(
        @Nullable String problem,
        @Nullable String q,
        Page<InventoryEntry> entries,
        @Nullable String asked,
        List<Holding> holders,
        @Nullable String register,
        TypedImport typed,
        @Nullable ImportResult result);
  }

  /**
   * An import as the form has it. A dry run and a refusal give all of it back: what is imported
   * next is what was tried.
   */
  record TypedImport(String csv, String source, boolean complete, boolean skip) {
    static final TypedImport NONE = new TypedImport("", "", false, false);
  }

  private final Inventory inventory;
  private final InventoryImports imports;
  private final CurrentActor actor;
  private final Clock clock;

  InventoryPages(Inventory inventory, InventoryImports imports, CurrentActor actor, Clock clock) {
    this.inventory = inventory;
    this.imports = imports;
    this.actor = actor;
    this.clock = clock;
  }

  /**
   * @param holder what is asked about: an address, account, ARN, instance id, bucket or host name
   */
  @GET
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  public TemplateInstance inventory(
      @QueryParam("q") String q,
      @QueryParam("holder") String holder,
      @QueryParam("register") String register,
      @QueryParam("cursor") String cursor) {
    var holders =
        holder == null || holder.isBlank()
            ? List.<Holding>of()
            : inventory.holdersOf(holder, clock.instant());
    return Templates.inventory(
        null,
        q,
        inventory.list(q, null, cursor),
        holder,
        holders,
        register,
        TypedImport.NONE,
        null);
  }

  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> save(
      @FormParam("value") String value,
      @FormParam("owner") String owner,
      @FormParam("contact") String contact,
      @FormParam("account") String account,
      @FormParam("service") String service,
      @FormParam("region") String region,
      @FormParam("resource") String resource,
      @FormParam("environment") String environment,
      @FormParam("criticality") String criticality,
      @FormParam("tags") String tags) {
    try {
      var entry =
          new NewEntry(
              Kind.ofTyped(value),
              value,
              owner,
              contact,
              account,
              service,
              region,
              resource,
              null,
              null,
              new Traits(null, null, environment, criticality, split(tags)));
      inventory.save(List.of(entry), actor.get().name());
      return back();
    } catch (Problem problem) {
      return refused(problem, TypedImport.NONE);
    }
  }

  private static @Nullable List<String> split(String tags) {
    return tags == null || tags.isBlank() ? null : List.of(tags.split("[;,]"));
  }

  @POST
  @Path("imports")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> take(
      @FormParam("csv") String csv,
      @FormParam("dryRun") String dryRun,
      @FormParam("skip") String skip,
      @FormParam("source") String source,
      @FormParam("complete") String complete) {
    var text = csv == null ? "" : csv;
    var typed = new TypedImport(text, source == null ? "" : source, complete != null, skip != null);
    try {
      var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      boolean json = text.stripLeading().startsWith("{");
      var options =
          new ImportOptions(
              dryRun != null, skip != null, source, complete != null, null, null, null);
      var by = actor.get().name();
      var result = json ? imports.aws(bytes, options, by) : imports.csv(bytes, options, by);
      var page =
          Templates.inventory(
              null,
              null,
              inventory.list(null, null, null),
              null,
              List.of(),
              null,
              dryRun == null ? TypedImport.NONE : typed,
              result);
      return RestResponse.ResponseBuilder.ok((Object) page.render())
          .type(MediaType.TEXT_HTML_TYPE)
          .build();
    } catch (Problem problem) {
      return refused(problem, typed);
    }
  }

  @POST
  @Path("{id}/removal")
  @RolesAllowed(Roles.ADMINISTRATOR)
  public RestResponse<Object> remove(@PathParam("id") UUID id) {
    try {
      inventory.remove(id);
      return back();
    } catch (Problem problem) {
      return refused(problem, TypedImport.NONE);
    }
  }

  private static RestResponse<Object> back() {
    return PageResponses.seeOther("/inventory");
  }

  private RestResponse<Object> refused(Problem problem, TypedImport typed) {
    var page =
        Templates.inventory(
            ProblemWords.of(problem),
            null,
            inventory.list(null, null, null),
            null,
            List.of(),
            null,
            typed,
            null);
    return PageResponses.rendered(problem.type().status(), page);
  }
}
