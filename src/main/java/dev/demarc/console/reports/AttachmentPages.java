package dev.demarc.console.reports;

import dev.demarc.access.Roles;
import dev.demarc.evidence.Attachments;
import dev.demarc.evidence.Download;
import dev.demarc.formats.files.ArchiveListing;
import dev.demarc.formats.files.Attachment;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** A file that came with a report: to download, and what is in it where it is an archive. */
@Path("/reports/{id}/attachments/{index}")
@RolesAllowed(Roles.ANALYST)
public class AttachmentPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance listing(
        String reportId, Attachment attachment, ArchiveListing listing);
  }

  private final Attachments attachments;

  AttachmentPages(Attachments attachments) {
    this.attachments = attachments;
  }

  @GET
  public RestResponse<byte[]> download(@PathParam("id") String id, @PathParam("index") int index) {
    var content = attachments.get(id, index);
    return Download.of(content.bytes(), content.attachment().fileName());
  }

  /** A page of its own, of which the report's page takes the list. */
  @GET
  @Path("listing")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance listing(@PathParam("id") String id, @PathParam("index") int index) {
    var content = attachments.get(id, index);
    return Templates.listing(id, content.attachment(), attachments.listing(content));
  }
}
