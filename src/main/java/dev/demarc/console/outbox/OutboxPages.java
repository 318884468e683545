package dev.demarc.console.outbox;

import dev.demarc.access.Roles;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.notification.Outbox;
import dev.demarc.notification.relay.MailStatus;
import dev.demarc.notification.relay.RelayFailure;
import dev.demarc.notification.relay.SentMail;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.triage.FilingState;
import dev.demarc.triage.Filings;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What goes out and what got stuck: every mail, and every report that could not be filed. */
@Path("/")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class OutboxPages {

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance outbox(
        Page<SentMail> page,
        @Nullable MailStatus status,
        List<MailStatus> statuses,
        boolean relay,
        @Nullable RelayFailure trouble);

    static native TemplateInstance mail(
        SentMail mail, @Nullable String caseKey, boolean relay, @Nullable String problem);

    static native TemplateInstance stuck(Page<FilingState> page, @Nullable String problem);
  }

  private final Outbox outbox;
  private final Filings filings;
  private final CaseReader cases;

  OutboxPages(Outbox outbox, Filings filings, CaseReader cases) {
    this.outbox = outbox;
    this.filings = filings;
    this.cases = cases;
  }

  @GET
  @Path("outbox")
  public TemplateInstance outbox(
      @QueryParam("status") String status, @QueryParam("cursor") String cursor) {
    var wanted =
        Arrays.stream(MailStatus.values())
            .filter(s -> s.slug().equals(status))
            .findFirst()
            .orElse(null);
    return Templates.outbox(
        outbox.list(wanted, 50, cursor),
        wanted,
        List.of(MailStatus.values()),
        outbox.hasRelay(),
        outbox.trouble().orElse(null));
  }

  @GET
  @Path("outbox/{id}")
  public TemplateInstance mail(@PathParam("id") String id) {
    return page(read(id), null);
  }

  private TemplateInstance page(SentMail mail, @Nullable String problem) {
    var about = mail.caseId() == null ? null : cases.keyOf(mail.caseId()).orElse(null);
    return Templates.mail(mail, about, outbox.hasRelay(), problem);
  }

  private SentMail read(String id) {
    return outbox.read(uuid(id)).orElseThrow(() -> Problem.notFound("There is no such mail."));
  }

  @POST
  @Path("outbox/{id}/retry")
  public RestResponse<Object> retryMail(@PathParam("id") String id) {
    try {
      outbox.retry(uuid(id));
      return seeOther("/outbox/" + id);
    } catch (Problem problem) {
      return refused(problem, page(read(id), ProblemWords.of(problem)));
    }
  }

  @GET
  @Path("stuck")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  public TemplateInstance stuck(@QueryParam("cursor") String cursor) {
    return Templates.stuck(filings.notFiled(50, cursor), null);
  }

  @POST
  @Path("stuck/{id}/retry")
  @RolesAllowed(Roles.ANALYST_OF_ALL)
  public RestResponse<Object> retryReport(@PathParam("id") String id) {
    try {
      filings.retry(uuid(id));
      return seeOther("/stuck");
    } catch (Problem problem) {
      return refused(
          problem, Templates.stuck(filings.notFiled(50, null), ProblemWords.of(problem)));
    }
  }

  private static RestResponse<Object> seeOther(String page) {
    return PageResponses.seeOther(page);
  }

  private static RestResponse<Object> refused(Problem problem, TemplateInstance page) {
    return PageResponses.rendered(problem.type().status(), page);
  }

  private static UUID uuid(String id) {
    return Ids.require(id, "There is nothing of that name.");
  }
}
