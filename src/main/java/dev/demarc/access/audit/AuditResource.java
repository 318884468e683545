package dev.demarc.access.audit;

import dev.demarc.access.Roles;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who signed in, failed to, or changed people and keys; newest first. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Audit log")
public class AuditResource {

  private final AuditLog log;

  AuditResource(AuditLog log) {
    this.log = log;
  }

  /** With {@code actor}, all that this person or key did, or that was done to it. */
  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  public Page<AuditLog.Line> list(
      @QueryParam("actor") String actor,
      @QueryParam("kind") String kind,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return log.list(blankToNull(actor), kind(kind), Page.parseLimit(limit), cursor);
  }

  private static @Nullable String blankToNull(String text) {
    return text == null || text.isBlank() || text.indexOf('\0') >= 0 ? null : text.trim();
  }

  private static @Nullable AuditKind kind(String slug) {
    return blankToNull(slug) == null
        ? null
        : AuditKind.of(slug.trim())
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "kind", "must be a kind that entries have, such as sign-in-failed"));
  }
}
