package dev.demarc.evidence;

import dev.demarc.access.Roles;
import dev.demarc.formats.files.ArchiveListing;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The files that came with a report, as downloads, and what is in those that are archives. */
@Path("/api/v1/reports/{id}/attachments/{index}")
@Tag(name = "Reports")
@RolesAllowed(Roles.SUBMITTER)
public class AttachmentsResource {

  private final Attachments attachments;

  AttachmentsResource(Attachments attachments) {
    this.attachments = attachments;
  }

  @GET
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public RestResponse<byte[]> download(@PathParam("id") String id, @PathParam("index") int index) {
    var content = attachments.get(id, index);
    return Download.of(content.bytes(), content.attachment().fileName());
  }

  /** Made anew for each request: it may take seconds, and nothing of it is kept. */
  @GET
  @Path("listing")
  @Produces(MediaType.APPLICATION_JSON)
  public ArchiveListing listing(@PathParam("id") String id, @PathParam("index") int index) {
    return attachments.listing(attachments.get(id, index));
  }
}
