package dev.demarc.finding;

import dev.demarc.access.Roles;
import dev.demarc.casework.CaseLine;
import dev.demarc.finding.CaseQuery.Sort;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
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
    var conditions = new ArrayList<Condition>();
    String[][] named = {
      {"status", status},
      {"responsibility", responsibility},
      {"queue", queue},
      {"assignee", assignee},
      {"category", category},
      {"service", service},
      {"indicator", indicator}
    };
    for (var one : named) {
      if (one[1] != null && !one[1].isBlank()) {
        var typed = one[0] + ":" + '"' + one[1].replace("\"", "") + '"';
        conditions.addAll(search.parse(typed, Sort.NEWEST, one[0]).conditions());
      }
    }
    var query = search.parse(q, order(sort), "q");
    conditions.addAll(query.conditions());
    if (conditions.size() > FilterParser.MOST_PARTS) {
      throw Problem.invalid("q", "must have at most " + FilterParser.MOST_PARTS + " parts");
    }
    return search.list(
        new CaseQuery(conditions, query.sort()), Page.limit(Page.parseLimit(limit)), cursor);
  }

  private Sort order(String sort) {
    return sort == null || sort.isBlank()
        ? Sort.NEWEST
        : search.parse("sort:" + sort.strip(), Sort.NEWEST, "sort").sort();
  }
}
