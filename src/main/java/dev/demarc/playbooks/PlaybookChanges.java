package dev.demarc.playbooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How two versions of a playbook differ, in words for whoever is about to save the later one.
 *
 * @param inGeneral what differs beside the steps
 * @param added titles of steps
 */
record PlaybookChanges(
    List<String> inGeneral, List<String> added, List<String> removed, List<String> changed) {

  /**
   * @param was null where there was none
   * @param now may have mistakes
   */
  static PlaybookChanges between(@Nullable Playbook was, Playbook now) {
    var added = new ArrayList<String>();
    var changed = new ArrayList<String>();
    for (var step : now.steps()) {
      var old = was == null || step.id() == null ? null : was.step(step.id()).orElse(null);
      if (was == null || old == null) {
        added.add(String.valueOf(step.title()));
      } else if (!old.equals(step) || !was.next(old).equals(now.next(step))) {
        changed.add(step.title());
      }
    }
    var removed =
        was == null
            ? List.<String>of()
            : was.steps().stream()
                .filter(s -> now.step(s.id()).isEmpty())
                .map(PlaybookStep::title)
                .toList();
    return new PlaybookChanges(
        was == null ? List.of("is new") : inGeneral(was, now), added, removed, changed);
  }

  private static List<String> inGeneral(Playbook was, Playbook now) {
    var changes = new ArrayList<String>();
    if (!Objects.equals(was.name(), now.name())) {
      changes.add("is called “" + now.name() + "”, and was “" + was.name() + "”");
    }
    if (!was.inWords().equals(now.inWords())) {
      changes.add("is for " + now.inWords() + ", and was for " + was.inWords());
    }
    if (!was.enabled().equals(now.enabled())) {
      changes.add(now.enabled() ? "is switched on" : "is switched off");
    }
    if (!was.position().equals(now.position())) {
      changes.add("is tried at " + now.position() + ", and was at " + was.position());
    }
    if (!was.templates().equals(now.templates())) {
      changes.add("has other texts");
    }
    return changes;
  }
}
