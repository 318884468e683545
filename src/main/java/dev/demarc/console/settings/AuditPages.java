package dev.demarc.console.settings;

import dev.demarc.access.Roles;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.shared.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who signed in, failed to, or changed people and keys. */
@Path("/settings/audit")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.TEXT_HTML)
public class AuditPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance audit(
        String actor, String kind, List<AuditKind> kinds, Page<AuditLog.Line> lines);
  }

  private final AuditLog log;

  AuditPages(AuditLog log) {
    this.log = log;
  }

  @GET
  @RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
  public TemplateInstance audit(
      @QueryParam("actor") String actor,
      @QueryParam("kind") String kind,
      @QueryParam("cursor") String cursor) {
    var who = actor == null || actor.indexOf('\0') >= 0 ? "" : actor.trim();
    var what = kind == null ? null : AuditKind.of(kind).orElse(null);
    return Templates.audit(
        who,
        what == null ? "" : what.slug(),
        List.of(AuditKind.values()),
        log.list(who.isEmpty() ? null : who, what, null, cursor));
  }
}
