package dev.demarc.casework.api;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.correspondence.UnverifiedMails;
import dev.demarc.casework.participants.Participant;
import dev.demarc.casework.participants.Participation;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who of those outside takes part in a case. */
@Path("/api/v1/cases/{key}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class ParticipantsResource {

  public record ParticipantsBody(List<Participant> items) {}

  public record ParticipantBody(String address, Integer version) {}

  public record AcceptanceBody(Integer version) {}

  private final Participation participation;
  private final UnverifiedMails unproved;
  private final CurrentActor actor;

  ParticipantsResource(Participation participation, UnverifiedMails unproved, CurrentActor actor) {
    this.participation = participation;
    this.unproved = unproved;
    this.actor = actor;
  }

  @GET
  @Path("participants")
  public ParticipantsBody list(@PathParam("key") String key) {
    return new ParticipantsBody(participation.of(CaseKey.require(key)));
  }

  @POST
  @Path("participants")
  @Consumes(MediaType.APPLICATION_JSON)
  public ParticipantsBody add(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, ParticipantBody body) {
    RequestValues.required(body);
    participation.add(
        CaseKey.require(key),
        body.address(),
        ExpectedVersion.of(body.version(), ifMatch),
        actor.get());
    return list(key);
  }

  @DELETE
  @Path("participants/{address}")
  public ParticipantsBody remove(
      @PathParam("key") String key,
      @PathParam("address") String address,
      @HeaderParam("If-Match") String ifMatch) {
    participation.remove(
        CaseKey.require(key), address, ExpectedVersion.of(null, ifMatch), actor.get());
    return list(key);
  }

  /** Takes a mail whose sender is not proved as one by whom it names. */
  @POST
  @Path("reports/{id}/acceptance")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  public ParticipantsBody accept(
      @PathParam("key") String key,
      @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      AcceptanceBody body) {
    unproved.accept(
        CaseKey.require(key),
        report(id),
        ExpectedVersion.of(body == null ? null : body.version(), ifMatch),
        actor.get());
    return list(key);
  }

  private static UUID report(String id) {
    return Ids.parse(id).orElseThrow(() -> Problem.notFound("There is no report " + id + "."));
  }
}
