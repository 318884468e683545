package dev.demarc.console.cases;

import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.shared.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** All reports and all indicators of a case, of which the case's own page shows the first ones. */
@Path("/cases/{key}/all")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class ListsOfCasePages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance reports(
        CaseFile file, Page<CaseFile.ReportLine> page, String cursor, TypedForm typed);

    static native TemplateInstance indicators(
        CaseFile file, Page<CaseFile.IndicatorLine> page, String cursor);
  }

  private static final int ON_A_PAGE = 100;

  private final CaseReader reader;

  ListsOfCasePages(CaseReader reader) {
    this.reader = reader;
  }

  @GET
  @Path("reports")
  public TemplateInstance reports(
      @PathParam("key") String key, @QueryParam("cursor") String cursor) {
    return reports(key, cursor, TypedForm.NOTHING);
  }

  TemplateInstance reports(String key, String cursor, TypedForm typed) {
    var of = CasePages.key(key);
    return Templates.reports(reader.read(of), reader.reports(of, ON_A_PAGE, cursor), cursor, typed);
  }

  @GET
  @Path("indicators")
  public TemplateInstance indicators(
      @PathParam("key") String key, @QueryParam("cursor") String cursor) {
    var of = CasePages.key(key);
    return Templates.indicators(reader.read(of), reader.indicators(of, ON_A_PAGE, cursor), cursor);
  }
}
