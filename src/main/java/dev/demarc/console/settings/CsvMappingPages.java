package dev.demarc.console.settings;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.formats.bulk.CsvColumns;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import dev.demarc.triage.CsvMappings;
import dev.demarc.triage.CsvMappings.MappingEntry;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Which column of somebody's CSV is which field of a report. */
@Path("/settings/csv-mappings")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ANALYST)
public class CsvMappingPages {

  /**
   * @param lines a column each: its name, an equals sign, the field
   */
  record Shown(String name, String lines, @Nullable MappingEntry kept) {}

  /**
   * @param typed as it was refused; empty where nothing was
   */
  @CheckedTemplate
  static class Templates {
    static native TemplateInstance mappings(
        @Nullable String told,
        @Nullable String problem,
        List<Shown> mappings,
        Shown typed,
        String fields);
  }

  private static final Shown NOTHING = new Shown("", "", null);

  private final CsvMappings mappings;
  private final CurrentActor actor;

  CsvMappingPages(CsvMappings mappings, CurrentActor actor) {
    this.mappings = mappings;
    this.actor = actor;
  }

  @GET
  public TemplateInstance mappings() {
    return page(null, null, NOTHING);
  }

  private TemplateInstance page(@Nullable String told, @Nullable String problem, Shown typed) {
    var all = mappings.all().stream().map(m -> new Shown(m.name(), lines(m.columns()), m)).toList();
    return Templates.mappings(told, problem, all, typed, String.join(", ", CsvColumns.FIELDS));
  }

  private static String lines(Map<String, String> columns) {
    var lines = new StringBuilder();
    columns.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(c -> lines.append(c.getKey()).append(" = ").append(c.getValue()).append('\n'));
    return lines.toString();
  }

  @POST
  public RestResponse<Object> save(
      @FormParam("name") String named, @FormParam("columns") String typed) {
    var name = named == null ? "" : named.strip();
    var lines = text(typed);
    return Rendered.of(
        () -> {
          mappings.save(name, columns(lines), actor.username());
          return page(name + " is saved.", null, NOTHING);
        },
        problem -> page(null, problem, new Shown(name, lines, null)));
  }

  private static String text(@Nullable String typed) {
    var clean = TypedText.clean(typed);
    return clean == null ? "" : clean;
  }

  private static Map<String, String> columns(String lines) {
    var columns = new LinkedHashMap<String, String>();
    int number = 0;
    for (var line : lines.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      // a column's name may have one, a field has none
      int equals = line.lastIndexOf('=');
      if (equals <= 0 || line.substring(0, equals).isBlank()) {
        throw Problem.invalid(
            "columns",
            "line "
                + number
                + " must be a column's name, an equals sign and a field, as in Angreifer ="
                + " sources");
      }
      var column = line.substring(0, equals).strip();
      if (columns.put(column, line.substring(equals + 1).strip()) != null) {
        throw Problem.invalid("columns", "line " + number + " names a column once more: " + column);
      }
    }
    return columns;
  }

  @POST
  @Path("{name}/removal")
  public RestResponse<Object> remove(@PathParam("name") String name) {
    return Rendered.of(
        () -> {
          mappings.remove(name);
          return page(name + " is removed.", null, NOTHING);
        },
        problem -> page(null, problem, NOTHING));
  }
}
