package dev.demarc.console.finding;

import dev.demarc.access.Roles;
import dev.demarc.finding.CaseExportResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What a list shows, as a file. */
@Path("/export")
@RolesAllowed(Roles.ANALYST)
public class ExportPages {

  private final CaseExportResource exports;

  ExportPages(CaseExportResource exports) {
    this.exports = exports;
  }

  @GET
  @Produces(MediaType.WILDCARD)
  public Response export(@QueryParam("f") String filter, @QueryParam("format") String format) {
    return exports.export(filter, format, null, null);
  }
}
