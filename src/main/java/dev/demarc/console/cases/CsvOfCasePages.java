package dev.demarc.console.cases;

import dev.demarc.access.Roles;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.finding.CsvLine;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/** The lists of a case for a spreadsheet: its reports, and what they name. */
@Path("/cases/{key}/csv")
@RolesAllowed(Roles.ANALYST)
@Produces("text/csv")
public class CsvOfCasePages {

  private static final int ROWS_AT_MOST = 10_000;

  private final CaseReader reader;

  CsvOfCasePages(CaseReader reader) {
    this.reader = reader;
  }

  @GET
  @Path("reports")
  public RestResponse<String> reports(@PathParam("key") String key) {
    var of = CasePages.key(key);
    var csv = new StringBuilder("received_at,title,reporter,channel,format,joined_because,id\r\n");
    append(
        csv,
        cursor -> reader.reports(of, Page.MAX_LIMIT, cursor),
        r ->
            Arrays.asList(
                r.receivedAt(),
                r.title(),
                r.reporter(),
                r.channel(),
                r.format(),
                r.joinedBecause(),
                r.id()));
    return file(of, "reports", csv);
  }

  @GET
  @Path("indicators")
  public RestResponse<String> indicators(@PathParam("key") String key) {
    var of = CasePages.key(key);
    var csv = new StringBuilder("type,value,role,reports,other_cases\r\n");
    append(
        csv,
        cursor -> reader.indicators(of, Page.MAX_LIMIT, cursor),
        i -> Arrays.asList(i.type().slug(), i.value(), i.role(), i.reports(), i.otherCases()));
    return file(of, "indicators", csv);
  }

  private static <T> void append(
      StringBuilder csv, Function<String, Page<T>> pages, Function<T, List<?>> cells) {
    String cursor = null;
    int rows = 0;
    do {
      var page = pages.apply(cursor);
      page.items().forEach(row -> csv.append(CsvLine.of(cells.apply(row))));
      rows += page.items().size();
      cursor = page.next();
    } while (cursor != null && rows < ROWS_AT_MOST);
  }

  private static RestResponse<String> file(CaseKey key, String what, StringBuilder csv) {
    return RestResponse.ResponseBuilder.ok(csv.toString())
        .header("Content-Type", "text/csv;charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"" + key + "-" + what + ".csv\"")
        .build();
  }
}
