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
import jakarta.ws.rs.QueryParam;
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
  record Shown(String name, String lines, @Nullable MappingEntry kept) {
    /** The first columns; the form for changing has all. */
    public List<Map.Entry<String, String>> first() {
      return columns().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .limit(COLUMNS)
          .toList();
    }

    public int more() {
      return Math.max(0, columns().size() - COLUMNS);
    }

    private Map<String, String> columns() {
      return kept == null ? Map.of() : kept.columns();
    }
  }

  /**
   * @param from the name that the list begins with; empty for the first
   * @param next the name that the next page begins with; null where this is the last
   * @param typed what is changed, or was refused; empty where nothing is
   */
  @CheckedTemplate
  static class Templates {
    static native TemplateInstance mappings(
        @Nullable String told,
        @Nullable String problem,
        List<Shown> mappings,
        String from,
        @Nullable String next,
        Shown typed,
        String fields);
  }

  /** So many of each mapping are listed, and so many mappings on a page. */
  private static final int COLUMNS = 8;

  private static final int ON_A_PAGE = 50;

  private static final Shown NOTHING = new Shown("", "", null);

  private final CsvMappings mappings;
  private final CurrentActor actor;

  CsvMappingPages(CsvMappings mappings, CurrentActor actor) {
    this.mappings = mappings;
    this.actor = actor;
  }

  /**
   * @param change the name of one that the form is to show
   * @param from the name that the list begins with
   */
  @GET
  public TemplateInstance mappings(
      @QueryParam("change") String change, @QueryParam("from") String from) {
    var shown =
        mappings.all().stream()
            .filter(mapping -> mapping.name().equals(change))
            .findFirst()
            .map(CsvMappingPages::shown)
            .orElse(NOTHING);
    return page(null, null, shown, from == null ? "" : from);
  }

  private static Shown shown(MappingEntry mapping) {
    return new Shown(mapping.name(), lines(mapping.columns()), mapping);
  }

  private TemplateInstance page(@Nullable String told, @Nullable String problem, Shown typed) {
    return page(told, problem, typed, "");
  }

  private TemplateInstance page(
      @Nullable String told, @Nullable String problem, Shown typed, String from) {
    var found =
        mappings.all().stream()
            .filter(mapping -> mapping.name().compareTo(from) >= 0)
            .limit(ON_A_PAGE + 1)
            .toList();
    var shown = found.stream().limit(ON_A_PAGE).map(CsvMappingPages::shown).toList();
    return Templates.mappings(
        told,
        problem,
        shown,
        from,
        found.size() > ON_A_PAGE ? found.get(ON_A_PAGE).name() : null,
        typed,
        String.join(", ", CsvColumns.FIELDS));
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
    return FormAnswer.of(
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
    return FormAnswer.of(
        () -> {
          mappings.remove(name);
          return page(name + " is removed.", null, NOTHING);
        },
        problem -> page(null, problem, NOTHING));
  }
}
