package dev.demarc.finding;

import dev.demarc.access.Roles;
import dev.demarc.casework.views.CaseLine;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The cases that a filter finds. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class CaseListResource {

  private final CaseSearch search;

  CaseListResource(CaseSearch search) {
    this.search = search;
  }

  @GET
  @Operation(
      summary = "Find cases",
      description =
          "Lists the cases that you see and that match all that is given, a page at a time. The"
              + " parameters beside q are the same as their names within it.")
  public Page<CaseLine> list(
      @QueryParam("status") String status,
      @QueryParam("responsibility") String responsibility,
      @QueryParam("queue") String queue,
      @QueryParam("assignee") String assignee,
      @QueryParam("category") String category,
      @QueryParam("service") String service,
      @QueryParam("indicator") String indicator,
      @Parameter(
              description =
                  "The filter language: words, \"phrases\", name:value, -name:value, ranges,"
                      + " indicators in any spelling.",
              examples = {
                @ExampleObject(
                    name = "named",
                    value = "status:open severity:>=high -side:aws opened:>2026-11-01"),
                @ExampleObject(name = "indicators", value = "203.0.113[.]0/24 is:unsure")
              })
          @QueryParam("q")
          String q,
      @QueryParam("sort") String sort,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    var named = new LinkedHashMap<String, String>();
    named.put("status", status);
    named.put("responsibility", responsibility);
    named.put("queue", queue);
    named.put("assignee", assignee);
    named.put("category", category);
    named.put("service", service);
    named.put("indicator", indicator);
    return search.list(
        search.parse(named, q, order(sort)), Page.limit(Page.parseLimit(limit)), cursor);
  }

  private Sort order(String sort) {
    return sort == null || sort.isBlank()
        ? Sort.NEWEST
        : search.parse("sort:" + sort.strip(), Sort.NEWEST, "sort").sort();
  }
}
