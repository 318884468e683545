package dev.demarc.evidence;

import dev.demarc.access.Roles;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.notification.ReplyFile;
import dev.demarc.notification.ReplyFiles;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The desk's own files that went out with replies on a case. */
@Path("/api/v1/cases/{key}/reply-files")
@RolesAllowed(Roles.ANALYST)
@Tag(name = "Cases")
public class ReplyFilesResource {

  public record SentFiles(List<ReplyFile> items) {}

  private final CaseReader reader;
  private final ReplyFiles files;

  ReplyFilesResource(CaseReader reader, ReplyFiles files) {
    this.reader = reader;
    this.files = files;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The files that went out with replies on a case",
      description =
          "Latest first, 500 at most; change is the one that the entry of the timeline names, too."
              + " They are attached by POST /api/v1/cases/{key}/notes.")
  public SentFiles sent(@PathParam("key") String key) {
    return new SentFiles(files.ofCase(reader.read(key(key)).id()));
  }

  private static CaseKey key(String text) {
    return CaseKey.parse(text)
        .orElseThrow(() -> Problem.notFound("There is no case " + text + "."));
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(
      summary = "One of these files",
      description = "Its bytes, always as application/octet-stream to be saved.")
  public RestResponse<byte[]> file(@PathParam("key") String key, @PathParam("id") String id) {
    var of = reader.read(key(key)).id();
    var file =
        Ids.parse(id)
            .flatMap(one -> files.content(of, one, null))
            .orElseThrow(() -> Problem.notFound("No reply on this case has such a file."));
    return Download.of(file.content(), file.name());
  }
}
