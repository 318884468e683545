package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.participants.Notes;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.casework.work.Wait;
import dev.demarc.casework.work.WorkItems;
import dev.demarc.drafts.Drafts;
import dev.demarc.notification.FilesToSend;
import dev.demarc.shared.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes what people write on a case, for themselves or to those who reported. */
@Path("/cases/{key}/notes")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class NotePages {

  private static final Logger LOG = Logger.getLogger(NotePages.class);

  private final CasePages pages;
  private final CaseReader reader;
  private final Notes notes;
  private final WorkItems workItems;
  private final Drafts drafts;
  private final CurrentActor actor;

  NotePages(
      CasePages pages,
      CaseReader reader,
      Notes notes,
      WorkItems workItems,
      Drafts drafts,
      CurrentActor actor) {
    this.pages = pages;
    this.reader = reader;
    this.notes = notes;
    this.workItems = workItems;
    this.drafts = drafts;
    this.actor = actor;
  }

  /**
   * @param xarf not blank to have the case go with it as XARF v4
   * @param wait {@code reporter} to have the case's open parts wait for the answer
   */
  @POST
  public RestResponse<Object> note(
      @PathParam("key") String key,
      @FormParam("version") Integer version,
      @FormParam("body") String body,
      @FormParam("subject") String subject,
      @FormParam("recipient") List<String> recipients,
      @FormParam("visibility") String visibility,
      @FormParam("xarf") String xarf,
      @FormParam("wait") String wait) {
    var ticked = recipients == null ? List.<String>of() : recipients;
    var to = "reporter".equals(visibility) ? Visibility.REPORTER : Visibility.INTERNAL;
    var tab = to == Visibility.REPORTER ? Drafts.Tab.REPLY : Drafts.Tab.NOTE;
    return pages.change(
        key,
        TypedForm.into(tab.slug())
            .with("body", body)
            .with("subject", subject)
            .with("recipient", String.join(" ", ticked))
            .with("xarf", xarf),
        () -> {
          var of = CasePages.key(key);
          notes.add(
              of,
              new Notes.Note(
                  body, to, to == Visibility.REPORTER ? ticked : null, subject, xarf != null),
              to == Visibility.REPORTER ? FilesToSend.ofDraft(actor.username()) : FilesToSend.NONE,
              ExpectedVersion.of(version, null),
              actor.get());
          drafts.discard(actor.username(), reader.read(of).id(), tab);
          if ("reporter".equals(wait)) {
            waitForAnswer(key);
          }
          return key;
        });
  }

  /**
   * The mails are on their way by then: where nothing can wait, that is no reason to refuse them.
   */
  private void waitForAnswer(String key) {
    try {
      workItems.changeOpenParts(
          CasePages.key(key),
          new WorkItems.Change(
              WorkStatus.WAITING, null, null, null, null, Wait.of("reporter", null)),
          ExpectedVersion.ANY,
          actor.get());
    } catch (Problem nothingWaits) {
      LOG.debugf("No part of %s waits for the answer: %s", key, nothingWaits.getMessage());
    }
  }
}
