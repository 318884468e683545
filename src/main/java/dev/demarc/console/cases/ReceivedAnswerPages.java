package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.WaitingOn;
import dev.demarc.casework.work.AwaitedAnswers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Notes an answer that somebody gave elsewhere. */
@Path("/cases/{key}/received-answers")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class ReceivedAnswerPages {

  private final CasePages pages;
  private final AwaitedAnswers answers;
  private final CurrentActor actor;

  ReceivedAnswerPages(CasePages pages, AwaitedAnswers answers, CurrentActor actor) {
    this.pages = pages;
    this.answers = answers;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> receive(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("from") String from,
      @FormParam("body") String body) {
    return pages.change(
        key,
        TypedForm.into("received").with("body", body),
        () -> {
          answers.receive(
              CasePages.key(key),
              WaitingOn.of(from).orElse(null),
              body,
              ExpectedVersion.of(version, null),
              actor.get());
          return key;
        });
  }
}
