package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.playbooks.CasePlaybooks;
import dev.demarc.playbooks.StepMessages;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Ticks off the steps of a case's playbook, and chooses where it goes on. */
@Path("/cases/{key}/playbook")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class PlaybookFormPages {

  private final CasePages pages;
  private final CasePlaybooks playbooks;
  private final StepMessages messages;
  private final CurrentActor actor;

  PlaybookFormPages(
      CasePages pages, CasePlaybooks playbooks, StepMessages messages, CurrentActor actor) {
    this.pages = pages;
    this.playbooks = playbooks;
    this.messages = messages;
    this.actor = actor;
  }

  @POST
  public RestResponse<Object> use(
      @PathParam("key") String key,
      @FormParam("slug") String slug,
      @FormParam("reason") String reason) {
    return pages.change(
        key,
        TypedForm.into("playbook").with("slug", slug).with("reason", reason),
        () -> {
          playbooks.use(CasePages.key(key), slug, reason, actor.get());
          return key;
        });
  }

  /**
   * @param act done, undone, send, or {@code to:} and the step where it goes on by hand
   */
  @POST
  @Path("steps/{step}")
  public RestResponse<Object> step(
      @PathParam("key") String key,
      @PathParam("step") String step,
      @FormParam("do") String act,
      @FormParam("note") String note,
      @FormParam("body") String body,
      @FormParam("xarf") String xarf) {
    return pages.change(
        key,
        TypedForm.into("step-" + step).with("note", note).with("body", body).with("xarf", xarf),
        () -> {
          var to = act == null ? "" : act;
          if (to.startsWith("to:")) {
            playbooks.choose(CasePages.key(key), step, to.substring(3), note, actor.get());
          } else if (to.equals("send")) {
            messages.send(CasePages.key(key), step, body, null, xarf != null, actor.get());
          } else if (to.equals("send-suggested")) {
            messages.sendSuggested(CasePages.key(key), step, xarf != null, actor.get());
          } else {
            playbooks.tick(CasePages.key(key), step, !to.equals("undone"), note, actor.get());
          }
          return key;
        });
  }
}
