package dev.demarc.policy;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Text models that learned from decided cases. A policy puts one in force. */
@Path("/api/v1/text-models")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Policies")
public class TextModelsResource {

  private final TextModels models;
  private final CurrentActor actor;

  TextModelsResource(TextModels models, CurrentActor actor) {
    this.models = models;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ANALYST)
  public List<LearnedModel> list() {
    return models.list();
  }

  /** Learns from the cases decided so far; 202, the list tells when it is ready. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public RestResponse<LearnedModel> train() {
    return RestResponse.accepted(models.train(actor.get()));
  }
}
