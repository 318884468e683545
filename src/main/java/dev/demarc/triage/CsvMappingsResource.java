package dev.demarc.triage;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Saved mappings of CSV columns, named by {@code POST /api/v1/reports?mapping=}. */
@Path("/api/v1/csv-mappings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Reports")
public class CsvMappingsResource {

  /** The field of Demarc's form by the column's name; an empty field leaves the column out. */
  public record Mapping(Map<String, String> columns) {}

  /** At most 200: not paged. */
  public record All(List<CsvMappings.MappingEntry> items, @Nullable String next) {}

  private final CsvMappings mappings;
  private final CurrentActor actor;

  CsvMappingsResource(CsvMappings mappings, CurrentActor actor) {
    this.mappings = mappings;
    this.actor = actor;
  }

  @GET
  public All list() {
    return new All(mappings.all(), null);
  }

  @GET
  @Path("{name}")
  public CsvMappings.MappingEntry read(@PathParam("name") String name) {
    return mappings.read(name);
  }

  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<CsvMappings.MappingEntry> save(
      @PathParam("name") String name, Mapping mapping) {
    if (mapping == null) {
      throw Problem.invalid("columns", "must map columns to fields");
    }
    boolean isNew = mappings.save(name, mapping.columns(), actor.username());
    return RestResponse.ResponseBuilder.create(
            isNew ? RestResponse.Status.CREATED : RestResponse.Status.OK, mappings.read(name))
        .build();
  }

  @DELETE
  @Path("{name}")
  public void remove(@PathParam("name") String name) {
    mappings.remove(name);
  }
}
