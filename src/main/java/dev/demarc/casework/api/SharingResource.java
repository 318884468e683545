package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.lifecycle.Sharing;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** How far a case may be shared, by a person's word. */
@Path("/api/v1/cases/{key}/tlp")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.LEAD)
@Tag(name = "Cases")
public class SharingResource {

  /**
   * @param tlp as in {@code TLP:GREEN}; null for no label
   */
  public record SharingBody(String tlp, String reason, Integer version) {}

  private final Sharing sharing;
  private final CaseReader reader;
  private final CurrentActor actor;

  SharingResource(Sharing sharing, CaseReader reader, CurrentActor actor) {
    this.sharing = sharing;
    this.reader = reader;
    this.actor = actor;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Sets how far a case may be shared",
      description =
          "A label of TLP 2.0 with the reason, instead of what its reports say (statedTlp). Holds"
              + " until a report comes that is labelled stricter than all before it.")
  public RestResponse<CaseFile> set(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, SharingBody body) {
    RequestValues.required(body);
    sharing.set(
        CaseKey.require(key),
        body.tlp(),
        body.reason(),
        ExpectedVersion.of(body.version(), ifMatch),
        actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 200);
  }
}
