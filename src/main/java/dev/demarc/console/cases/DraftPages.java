package dev.demarc.console.cases;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.casework.participants.Notes;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.casework.views.CaseReader;
import dev.demarc.console.PageResponses;
import dev.demarc.console.ProblemWords;
import dev.demarc.drafts.Drafts;
import dev.demarc.drafts.ReplyTemplates;
import dev.demarc.notification.ReplyFiles;
import dev.demarc.shared.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Keeps what a person types on a case until they send it, and shows what its readers would get. */
@Path("/cases/{key}/drafts/{tab}")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.TEXT_HTML)
public class DraftPages {

  @CheckedTemplate
  static class Templates {
    /**
     * @param inserted the text of a template that was asked for; null where none was
     */
    static native TemplateInstance saved(
        String tab,
        boolean kept,
        @Nullable String inserted,
        List<Notes.NoteMail> mails,
        @Nullable String problem);
  }

  private final CaseReader reader;
  private final Drafts drafts;
  private final ReplyTemplates templates;
  private final Notes notes;
  private final ReplyFiles files;
  private final CurrentActor actor;

  DraftPages(
      CaseReader reader,
      Drafts drafts,
      ReplyTemplates templates,
      Notes notes,
      ReplyFiles files,
      CurrentActor actor) {
    this.reader = reader;
    this.drafts = drafts;
    this.templates = templates;
    this.notes = notes;
    this.files = files;
    this.actor = actor;
  }

  /**
   * @param what {@code save}, {@code insert} a template, or {@code discard}
   * @param fragment whether a script asks, which wants no page
   */
  @POST
  public RestResponse<Object> save(
      @PathParam("key") String key,
      @PathParam("tab") String tab,
      @FormParam("do") String what,
      @FormParam("body") String body,
      @FormParam("subject") String subject,
      @FormParam("recipient") List<String> recipients,
      @FormParam("template") String template,
      @FormParam("fragment") String fragment) {
    var into = Drafts.Tab.of(tab);
    var of = reader.read(CasePages.key(key)).id();
    var ticked = recipients == null ? List.<String>of() : recipients;
    var inserted = "insert".equals(what) ? inserted(template, body) : null;
    var text = inserted == null ? body : inserted;
    if ("discard".equals(what)) {
      drafts.discard(actor.username(), of, into);
      if (into == Drafts.Tab.REPLY) {
        files.removeAll(of, actor.username());
      }
    } else {
      drafts.save(actor.username(), of, into, text, subject, ticked);
    }
    if (fragment == null) {
      return PageResponses.seeOther("/cases/" + CasePages.key(key) + "#compose");
    }
    return answer(key, into, text, subject, ticked, inserted, "discard".equals(what));
  }

  /** What is written already stays, above what the template says. */
  private @Nullable String inserted(String template, String body) {
    var begin = body == null || body.isBlank() ? "" : body.stripTrailing() + "\n\n";
    return templates.find(template).map(found -> begin + found.body()).orElse(null);
  }

  private RestResponse<Object> answer(
      String key,
      Drafts.Tab tab,
      String body,
      String subject,
      List<String> ticked,
      @Nullable String inserted,
      boolean discarded) {
    var mails = List.<Notes.NoteMail>of();
    String problem = null;
    if (tab == Drafts.Tab.REPLY && !discarded && body != null && !body.isBlank()) {
      try {
        mails =
            notes.preview(
                CasePages.key(key),
                new Notes.Note(body, Visibility.REPORTER, ticked, subject, false));
      } catch (Problem refused) {
        problem = ProblemWords.of(refused);
      }
    }
    var kept = !discarded && body != null && !body.isBlank();
    return PageResponses.rendered(200, Templates.saved(tab.slug(), kept, inserted, mails, problem));
  }
}
