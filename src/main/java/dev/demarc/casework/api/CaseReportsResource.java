package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.merging.JoinsByHand;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The reports of a case. */
@Path("/api/v1/cases/{key}/reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class CaseReportsResource {

  public record JoinBody(String report, String reason, Integer version) {}

  private final JoinsByHand joins;
  private final CaseReader reader;
  private final CurrentActor actor;

  CaseReportsResource(JoinsByHand joins, CaseReader reader, CurrentActor actor) {
    this.joins = joins;
    this.reader = reader;
    this.actor = actor;
  }

  @GET
  public Page<CaseFile.ReportLine> reports(
      @PathParam("key") String key,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return reader.reports(CaseKey.require(key), Page.parseLimit(limit), cursor);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Puts a report that is in no case on this one",
      description =
          "For a report that was filed without a case and belongs here although they have nothing"
              + " in common. One that is on another case is moved by a split there.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "a report that was set aside",
                      value =
                          "{\"report\": \"019a2c1e-7c1f-7d3a-9f5e-2b8d7c6a5e41\", \"reason\": \"the"
                              + " customer sent it\"}")))
  public RestResponse<CaseFile> join(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, JoinBody body) {
    RequestValues.required(body);
    if (body.report() == null || body.report().isBlank()) {
      throw Problem.invalid("report", "name the report that belongs here, by its id");
    }
    joins.join(
        CaseKey.require(key),
        Ids.require(body.report(), "There is no report " + body.report() + "."),
        body.reason(),
        ExpectedVersion.of(body.version(), ifMatch),
        actor.get());
    return CaseCall.changed(reader, CaseKey.require(key), 200);
  }
}
