package dev.demarc.console.cases.page;

import dev.demarc.access.CurrentActor;
import dev.demarc.casework.CaseFile;
import dev.demarc.casework.participants.Notes;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.console.ProblemWords;
import dev.demarc.drafts.Drafts;
import dev.demarc.drafts.ReplyTemplates;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the forms for replies and notes begin with. */
@ApplicationScoped
class Composer {

  private final Drafts drafts;
  private final ReplyTemplates templates;
  private final Notes notes;
  private final CurrentActor actor;

  Composer(Drafts drafts, ReplyTemplates templates, Notes notes, CurrentActor actor) {
    this.drafts = drafts;
    this.templates = templates;
    this.notes = notes;
    this.actor = actor;
  }

  /**
   * @param drafts what whoever looks has typed and not sent, by form
   * @param templates what a reply can begin with, and what the routing rules suggest of it
   * @param mails what the readers of the draft would get
   * @param problem why none would get it; null where nothing is wrong
   */
  record Written(
      Map<String, Drafts.Draft> drafts,
      ReplyTemplates.Offer templates,
      List<Notes.NoteMail> mails,
      @Nullable String problem) {}

  Written of(CaseFile file) {
    var typed = drafts.of(actor.username(), file.id());
    var offer = templates.offer(file.id());
    var reply = typed.get("reply");
    if (reply == null || reply.body().isBlank()) {
      return new Written(typed, offer, List.of(), null);
    }
    try {
      var note =
          new Notes.Note(
              reply.body(),
              Visibility.REPORTER,
              reply.recipients().isEmpty() ? List.of() : List.of(reply.recipients().split(" ")),
              reply.subject(),
              false);
      var mails = notes.preview(CaseKey.parse(file.key()).orElseThrow(), note);
      return new Written(typed, offer, mails, null);
    } catch (Problem problem) {
      return new Written(typed, offer, List.of(), inWords(problem));
    }
  }

  /** Beside the text it is plain which field is meant. */
  private static @Nullable String inWords(Problem problem) {
    var mistake = problem.errors().isEmpty() ? null : problem.errors().get(0).message();
    return mistake == null ? problem.getMessage() : ProblemWords.sentence(mistake);
  }
}
