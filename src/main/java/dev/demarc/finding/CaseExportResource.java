package dev.demarc.finding;

import dev.demarc.access.Roles;
import dev.demarc.casework.views.CaseLine;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Cases for other programs: as a file, and what changed since. */
@Path("/api/v1/cases")
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class CaseExportResource {

  private final CaseExport export;
  private final CaseChanges changes;

  CaseExportResource(CaseExport export, CaseChanges changes) {
    this.export = export;
    this.changes = changes;
  }

  @GET
  @Path("export")
  @Produces(MediaType.WILDCARD)
  @Operation(
      summary = "Export what a filter finds",
      description =
          "As CSV, as JSON lines, or as XARF v4, a report a line. At most 50,000 cases; where there"
              + " are more, the header Demarc-Next holds the cursor to go on with.")
  public Response export(
      @Parameter(example = "status:closed closed:2026-11") @QueryParam("q") String q,
      @Parameter(description = "csv, jsonl or xarf", example = "csv") @QueryParam("format")
          String format,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return file(export, q, Sort.NEWEST, format, limit, cursor);
  }

  static Response file(
      CaseExport export,
      String q,
      Sort sort,
      String format,
      @Nullable String limit,
      @Nullable String cursor) {
    var as = ExportFormat.of(format);
    var chosen = export.choose(q, sort, limit(limit), cursor);
    StreamingOutput content = out -> export.write(chosen.ids(), as, out);
    var answer =
        Response.ok(content)
            .header("Content-Type", as.contentType())
            .header("Content-Disposition", "attachment; filename=\"cases." + as.ending() + "\"");
    return (chosen.next() == null ? answer : answer.header("Demarc-Next", chosen.next())).build();
  }

  private static int limit(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return CaseExport.MOST;
    }
    try {
      int limit = Integer.parseInt(text.strip());
      if (limit >= 1 && limit <= CaseExport.MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.invalid("limit", "must be between 1 and " + CaseExport.MOST);
  }

  @GET
  @Path("changes")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "What changed since",
      description =
          "Cases in the order in which they changed, for whoever keeps a copy. Go on from next,"
              + " which is there also when nothing changed; a case that changes again comes again."
              + " A change that is committed late is not skipped: none is listed before all older"
              + " transactions have ended.")
  public Page<CaseLine> changes(
      @QueryParam("q") String q,
      @Parameter(
              description = "Only what changed since then; without a cursor",
              example = "2026-11-01T00:00:00Z")
          @QueryParam("updatedSince")
          String updatedSince,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return changes.list(q, updatedSince, Page.limit(Page.parseLimit(limit)), cursor);
  }
}
