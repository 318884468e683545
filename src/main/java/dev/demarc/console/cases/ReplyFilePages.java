package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.evidence.Download;
import dev.demarc.notification.ReplyFile;
import dev.demarc.notification.ReplyFiles;
import dev.demarc.notification.relay.NewFile;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Keeps the files of a reply that is still being written, and hands out those that were sent. */
@Path("/cases/{key}/reply-files")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class ReplyFilePages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance files(
        String key, List<ReplyFile> files, @Nullable String problem);
  }

  private final CaseReader reader;
  private final ReplyFiles files;
  private final CurrentActor actor;

  ReplyFilePages(CaseReader reader, ReplyFiles files, CurrentActor actor) {
    this.reader = reader;
    this.files = files;
    this.actor = actor;
  }

  /** A page of its own, of which the case's page takes the list. */
  @POST
  @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
  public RestResponse<Object> add(
      @PathParam("key") String key, @RestForm("file") List<FileUpload> uploads) {
    var of = CasePages.key(key);
    var on = reader.read(of).id();
    String problem = null;
    try {
      files.attach(on, actor.username(), read(uploads));
    } catch (Problem refused) {
      problem = ProblemWords.of(refused);
    }
    var page = Templates.files(of.value(), files.ofDraft(on, actor.username()), problem);
    return PageResponses.rendered(problem == null ? 200 : 422, page);
  }

  private static List<NewFile> read(@Nullable List<FileUpload> uploads) {
    if (uploads == null || uploads.isEmpty()) {
      throw Problem.invalid("file", "choose a file first");
    }
    return uploads.stream().map(ReplyFilePages::read).toList();
  }

  private static NewFile read(FileUpload upload) {
    if (upload.size() > ReplyFiles.MOST_BYTES) {
      throw Problem.invalid("file", "may have at most 7 MiB");
    }
    try {
      var bytes = Files.readAllBytes(upload.uploadedFile());
      return new NewFile(upload.fileName(), upload.contentType(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @POST
  @Path("removal")
  public RestResponse<Object> remove(@PathParam("key") String key, @FormParam("id") String id) {
    var of = CasePages.key(key);
    var on = reader.read(of).id();
    Ids.parse(id == null ? "" : id).ifPresent(one -> files.remove(on, actor.username(), one));
    return PageResponses.seeOther("/cases/" + of + "#compose");
  }

  @GET
  @Path("{id}")
  public RestResponse<byte[]> file(@PathParam("key") String key, @PathParam("id") String id) {
    var on = reader.read(CasePages.key(key)).id();
    var file =
        Ids.parse(id)
            .flatMap(one -> files.content(on, one, actor.username()))
            .orElseThrow(() -> Problem.notFound("No reply on this case has such a file."));
    return Download.of(file.content(), file.name());
  }
}
