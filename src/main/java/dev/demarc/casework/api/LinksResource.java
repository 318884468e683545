package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.links.CaseLink;
import dev.demarc.casework.links.CaseLinks;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Ids;
import dev.demarc.shared.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How cases belong together. */
@Path("/api/v1/cases/{key}/links")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class LinksResource {

  /** As many as a case may have at most: not paged. */
  public record All(List<CaseLink> items, @Nullable String next) {}

  public record LinkBody(String kind, String other, String reason, Integer version) {}

  private final CaseLinks links;
  private final CurrentActor actor;

  LinksResource(CaseLinks links, CurrentActor actor) {
    this.links = links;
    this.actor = actor;
  }

  @GET
  @Operation(
      summary = "Lists the cases that belong to a case",
      description =
          "Those that people linked and the closed one that it follows, from either side; of cases"
              + " merged into it, too.")
  public All list(@PathParam("key") String key) {
    return new All(links.of(CaseKey.require(key)), null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Links the case to another",
      description =
          "What the other is to it: related, parent, child, follows or followed-by. Both cases show"
              + " it.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "part of a campaign",
                      value =
                          "{\"kind\": \"parent\", \"other\": \"DM-2026-000041\", \"reason\": \"one"
                              + " of the hosts of that campaign\"}")))
  public RestResponse<All> add(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, LinkBody body) {
    RequestValues.required(body);
    links.add(
        CaseKey.require(key),
        CaseLink.NewLink.of(body.kind(), body.other(), body.reason()),
        ExpectedVersion.of(body.version(), ifMatch),
        actor.get());
    return RestResponse.status(RestResponse.Status.CREATED, list(key));
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Removes a link", description = "From both cases.")
  public All remove(
      @PathParam("key") String key,
      @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch) {
    links.remove(
        CaseKey.require(key),
        Ids.require(id, "That is no link of " + key + "."),
        ExpectedVersion.of(null, ifMatch),
        actor.get());
    return list(key);
  }
}
