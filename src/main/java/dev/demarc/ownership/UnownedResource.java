package dev.demarc.ownership;

import dev.demarc.access.Roles;
import dev.demarc.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What nobody is known to hold, and how many open cases are about it. */
@Path("/api/v1/inventory/unowned")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST_OF_ALL)
@Tag(name = "Inventory")
public class UnownedResource {

  private final Unowned unowned;

  UnownedResource(Unowned unowned) {
    this.unowned = unowned;
  }

  @GET
  @Operation(
      summary = "What nobody is known to hold",
      description =
          "Accounts, addresses, names and resources that open cases are about, those with most"
              + " cases first. Once one is registered, the open cases about it get its owner.")
  public List<Unowned.Thing> list(@QueryParam("limit") String limit) {
    return unowned.things(Page.limit(Page.parseLimit(limit)));
  }
}
