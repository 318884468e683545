package dev.demarc.playbooks;

import dev.demarc.shared.TypedText;
import java.util.List;

/**
 * Something that somebody does.
 *
 * @param who aws, customer or desk
 * @param text what is to be done, for whoever does it the first time; may be null
 * @param template the slug of a text to send with it; null where none is
 * @param next where the case goes on; null for the step after it once this one is done, empty for
 *     nowhere
 */
public record PlaybookStep(
    String id, String title, String who, String text, String template, List<StepTransition> next) {

  public PlaybookStep {
    title = TypedText.clean(title);
    text = TypedText.clean(text);
    template = TypedText.orNull(template);
    next = next == null ? null : next.stream().filter(t -> t != null).toList();
  }
}
