package dev.demarc.playbooks;

import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.participants.Notes;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.drafts.ReplyTemplates;
import dev.demarc.drafts.ReplyTemplates.ReplyTemplate;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step of a case's playbook has to say to those outside, and saying it. */
@ApplicationScoped
public class StepMessages {

  /**
   * A text with what is known of the case in its places.
   *
   * @param suggested for a reporter: the text that the routing rules gave to the case, to be sent
   *     rather than this; null where they gave none
   */
  public record Message(
      String template, String name, String to, String body, @Nullable ReplyTemplate suggested) {}

  private static final String TO_REPORTER = "reporter";

  private final PlaybookVersions versions;
  private final CaseSteps steps;
  private final CasePlaybooks ofCases;
  private final ReplyTemplates replies;
  private final CaseAccess cases;
  private final Notes notes;

  StepMessages(
      PlaybookVersions versions,
      CaseSteps steps,
      CasePlaybooks ofCases,
      ReplyTemplates replies,
      CaseAccess cases,
      Notes notes) {
    this.versions = versions;
    this.steps = steps;
    this.ofCases = ofCases;
    this.replies = replies;
    this.cases = cases;
    this.notes = notes;
  }

  /**
   * The text of a step, with what is known of the case.
   *
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public Message of(CaseKey key, String stepId) {
    var on = cases.read(key);
    var playbook =
        steps
            .run(on.id())
            .flatMap(run -> versions.definition(run.slug(), run.version()))
            .orElseThrow(() -> Problem.notFound(key + " goes by no playbook."));
    return playbook
        .step(stepId)
        .filter(step -> step.template() != null)
        .flatMap(step -> playbook.template(step.template()))
        .map(
            t ->
                new Message(
                    t.slug(),
                    t.name(),
                    t.to(),
                    MessageText.of(t.body(), on),
                    t.to().equals(TO_REPORTER) ? replies.offer(on.id()).suggested() : null))
        .orElseThrow(() -> Problem.notFound("The step " + stepId + " of " + key + " has no text."));
  }

  /**
   * Sends what the routing rules suggest in the place of a step's text, and ticks the step off.
   *
   * @param xarf whether the case goes with it as XARF v4
   * @throws Problem as {@link #send}; CONFLICT where they suggest nothing
   */
  @Transactional
  public void sendSuggested(CaseKey key, String stepId, boolean xarf, Actor actor) {
    var suggested = of(key, stepId).suggested();
    if (suggested == null) {
      throw new Problem(
          ProblemType.CONFLICT, "The routing rules suggest no text for this step of " + key + ".");
    }
    send(key, stepId, suggested.body(), null, xarf, actor);
  }

  /**
   * Sends a step's text to those who take part in the case, and ticks the step off: both or
   * neither.
   *
   * @param body the text as it goes out; null for the template's
   * @param recipients addresses of participants; null for all who take part
   * @param xarf whether the case goes with it as XARF v4
   * @throws Problem as {@link CasePlaybooks#tick} and as a note to reporters is refused
   */
  @Transactional
  public void send(
      CaseKey key,
      String stepId,
      @Nullable String body,
      @Nullable List<String> recipients,
      boolean xarf,
      Actor actor) {
    var text = body == null || body.isBlank() ? of(key, stepId).body() : body;
    notes.add(
        key,
        new Notes.Note(text, Visibility.REPORTER, recipients, null, xarf),
        ExpectedVersion.of(null, null),
        actor);
    ofCases.tick(key, stepId, true, null, actor);
  }
}
