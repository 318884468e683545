package dev.demarc.casework;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Undoes a join: reports that belong elsewhere get a case of their own. */
@Path("/api/v1/cases/{key}/splits")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class SplitsResource {

  public record SplitBody(List<UUID> reports, String reason, Integer version) {}

  private final Splits splits;
  private final CaseReader reader;
  private final CurrentActor actor;

  SplitsResource(Splits splits, CaseReader reader, CurrentActor actor) {
    this.splits = splits;
    this.reader = reader;
    this.actor = actor;
  }

  /** Answers with the new case; with nothing where it is in queues that the caller does not see. */
  @POST
  public RestResponse<CaseFile> split(
      @PathParam("key") String key, @HeaderParam("If-Match") String ifMatch, SplitBody body) {
    if (body == null || body.reports() == null) {
      throw Problem.invalid("reports", "name the reports to split off");
    }
    var from = CaseCall.key(key);
    var opened =
        splits.split(
            from,
            new Splits.Split(new LinkedHashSet<>(body.reports()), body.reason()),
            ExpectedVersion.of(body.version(), ifMatch),
            actor.get());
    if (!reader.isSeen(opened)) {
      return RestResponse.noContent();
    }
    var file = reader.read(opened);
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, file)
        .header("Location", "/api/v1/cases/" + file.key())
        .header("ETag", "\"" + file.version() + "\"")
        .build();
  }
}
