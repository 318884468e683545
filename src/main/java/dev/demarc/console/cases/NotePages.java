package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.participants.Notes;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.drafts.Drafts;
import dev.demarc.notification.FilesToSend;
import dev.demarc.replies.AwaitedReplies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes what people write on a case, for themselves or to those who reported. */
@Path("/cases/{key}/notes")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class NotePages {

  private final CasePages pages;
  private final CaseReader reader;
  private final Notes notes;
  private final AwaitedReplies awaited;
  private final Drafts drafts;
  private final CurrentActor actor;

  NotePages(
      CasePages pages,
      CaseReader reader,
      Notes notes,
      AwaitedReplies awaited,
      Drafts drafts,
      CurrentActor actor) {
    this.pages = pages;
    this.reader = reader;
    this.notes = notes;
    this.awaited = awaited;
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
          var note =
              new Notes.Note(
                  body, to, to == Visibility.REPORTER ? ticked : null, subject, xarf != null);
          var files =
              to == Visibility.REPORTER ? FilesToSend.ofDraft(actor.username()) : FilesToSend.NONE;
          var expected = ExpectedVersion.of(version, null);
          if ("reporter".equals(wait)) {
            awaited.send(of, note, files, expected, actor.get());
          } else {
            notes.add(of, note, files, expected, actor.get());
          }
          drafts.discard(actor.username(), reader.read(of).id(), tab);
          return key;
        });
  }
}
