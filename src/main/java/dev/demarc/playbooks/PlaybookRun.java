package dev.demarc.playbooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a case has come by its playbook. Pure: each change answers with the steps that it
 * changed.
 */
final class PlaybookRun {

  enum State {
    /** To be done now. */
    OPEN,
    DONE,
    /** Left without being done, because the case went on by an event. */
    PASSED
  }

  /**
   * @param openedBy the step from which the case came here; null where somebody did it out of turn,
   *     and for the first
   */
  record StepState(String step, State state, @Nullable String openedBy) {}

  /**
   * A step that is other than before.
   *
   * @param state null where it is to come later, again
   * @param because in words
   */
  record Change(String step, @Nullable State state, @Nullable String openedBy, String because) {}

  private final Playbook playbook;
  private final Map<String, StepState> states = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  PlaybookRun(Playbook playbook, List<StepState> known) {
    this.playbook = playbook;
    known.forEach(state -> states.put(state.step(), state));
  }

  Optional<State> state(String step) {
    return Optional.ofNullable(states.get(step)).map(StepState::state);
  }

  /** Begins with the first step; where steps of a playbook before are done, goes on from these. */
  List<Change> start() {
    for (var step : playbook.steps()) {
      if (state(step.id()).filter(s -> s == State.DONE).isPresent()) {
        goOn(step, StepEvent.DONE);
      }
    }
    if (states.isEmpty()) {
      set(playbook.steps().get(0).id(), State.OPEN, null, "the playbook begins");
    }
    return taken();
  }

  /** Whoever did a step did it, also before its turn. */
  List<Change> tick(PlaybookStep step) {
    if (state(step.id()).filter(s -> s == State.DONE).isEmpty()) {
      set(step.id(), State.DONE, openedBy(step.id()), StepEvent.DONE.words());
      goOn(step, StepEvent.DONE);
    }
    return taken();
  }

  /** Takes a tick back, with the steps that only it opened and that nobody has done since. */
  List<Change> untick(PlaybookStep step) {
    if (state(step.id()).filter(s -> s == State.DONE).isPresent()) {
      for (var opened : List.copyOf(states.values())) {
        if (step.id().equals(opened.openedBy()) && opened.state() == State.OPEN) {
          states.remove(opened.step());
          changes.add(new Change(opened.step(), null, null, "the step before it was taken back"));
        }
      }
      set(step.id(), State.OPEN, openedBy(step.id()), "it was taken back");
    }
    return taken();
  }

  /** Goes on from each open step that says where to on this event. */
  List<Change> happened(StepEvent event) {
    for (var step : playbook.steps()) {
      boolean open = state(step.id()).filter(s -> s == State.OPEN).isPresent();
      if (open && playbook.next(step).stream().anyMatch(t -> t.event() == event)) {
        set(step.id(), State.PASSED, openedBy(step.id()), event.words());
        goOn(step, event);
      }
    }
    return taken();
  }

  /**
   * Goes on from a step as somebody chose.
   *
   * @return nothing where the step is not open, or does not lead there by hand
   */
  List<Change> choose(PlaybookStep step, String to) {
    boolean offered =
        playbook.next(step).stream()
            .anyMatch(t -> t.event() == StepEvent.BY_HAND && t.to().equals(to));
    if (offered && state(step.id()).filter(s -> s == State.OPEN).isPresent()) {
      set(step.id(), State.PASSED, openedBy(step.id()), StepEvent.BY_HAND.words());
      open(to, step, StepEvent.BY_HAND);
    }
    return taken();
  }

  private void goOn(PlaybookStep from, StepEvent event) {
    for (var transition : playbook.next(from)) {
      if (transition.event() == event) {
        open(transition.to(), from, event);
      }
    }
  }

  private void open(String to, PlaybookStep from, StepEvent event) {
    if (!to.equals(StepTransition.END) && state(to).filter(s -> s != State.PASSED).isEmpty()) {
      set(to, State.OPEN, from.id(), event.words());
    }
  }

  private @Nullable String openedBy(String step) {
    var known = states.get(step);
    return known == null ? null : known.openedBy();
  }

  private void set(String step, State state, @Nullable String openedBy, String because) {
    states.put(step, new StepState(step, state, openedBy));
    changes.add(new Change(step, state, openedBy, because));
  }

  private List<Change> taken() {
    var taken = List.copyOf(changes);
    changes.clear();
    return taken;
  }
}
