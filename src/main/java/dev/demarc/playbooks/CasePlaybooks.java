package dev.demarc.playbooks;

import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.casework.views.CaseFacts;
import dev.demarc.playbooks.PlaybookRun.State;
import dev.demarc.playbooks.Playbooks.Versioned;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Has cases go by a playbook: what happens and what people do leads from step to step. */
@ApplicationScoped
public class CasePlaybooks {

  private static final Logger LOG = Logger.getLogger(CasePlaybooks.class);

  private final Playbooks playbooks;
  private final PlaybookVersions versions;
  private final CaseSteps steps;
  private final PlaybookChoice choice;
  private final StepReversal reversal;
  private final CaseAccess cases;

  /** What there is to go by, how far a case is, and what is done on it. */
  CasePlaybooks(
      Playbooks playbooks,
      PlaybookVersions versions,
      CaseSteps steps,
      PlaybookChoice choice,
      StepReversal reversal,
      CaseAccess cases) {
    this.playbooks = playbooks;
    this.versions = versions;
    this.steps = steps;
    this.choice = choice;
    this.reversal = reversal;
    this.cases = cases;
  }

  /**
   * Has a case go by the playbook for it: when it begins, and when it is decided or routed
   * otherwise and nobody has chosen one or done a step yet.
   */
  void reconsider(CaseFacts on) {
    var now = choice.of(on).orElse(null);
    var run = steps.run(on.id()).orElse(null);
    boolean same =
        run == null ? now == null : now != null && now.playbook().slug().equals(run.slug());
    boolean kept = run != null && (run.isChosen() || steps.isTouched(on.id()));
    if (same || kept) {
      return;
    }
    if (run != null) {
      steps.forget(on.id());
    }
    if (now != null) {
      begin(on, now, Actor.ENGINE);
    }
  }

  /** A part was routed: says so where the playbook that it was given is not to be had. */
  void routed(CaseFacts on) {
    reconsider(on);
    for (var route : choice.missed(on)) {
      cases.record(
          on.id(),
          "playbook",
          "went by "
              + steps.run(on.id()).map(run -> "the playbook " + run.slug()).orElse("no playbook")
              + ", since the playbook "
              + route.playbook()
              + " that the routing rule “"
              + route.rule()
              + "” gives the "
              + route.side().word()
              + " part is not there");
    }
  }

  private void begin(CaseFacts on, Versioned chosen, Actor actor) {
    steps.begin(on.id(), chosen.playbook().slug(), chosen.version(), actor.name());
    var kept = steps.states(on.id());
    steps.put(on.id(), new PlaybookRun(chosen.playbook(), kept).start(), actor.name());
  }

  /** An event of the timeline; goes on from the open steps that wait for it. */
  void happened(CaseFacts on, StepEvent event) {
    var run = steps.run(on.id()).orElse(null);
    if (run == null || !on.open()) {
      return;
    }
    var playbook = versions.definition(run.slug(), run.version()).orElse(null);
    if (playbook == null) {
      LOG.warnf("The playbook %s of %s is gone; nothing goes on by it", run.slug(), on.key());
      return;
    }
    var changes = new PlaybookRun(playbook, steps.states(on.id())).happened(event);
    if (changes.isEmpty()) {
      return;
    }
    steps.put(on.id(), changes, "because " + event.words());
    var opened = opened(playbook, changes);
    cases.record(
        on.id(),
        "playbook",
        opened.isEmpty()
            ? "ended a way of the playbook because " + event.words()
            : "went on to “" + opened + "” because " + event.words());
  }

  private static String opened(Playbook playbook, List<PlaybookRun.Change> changes) {
    return changes.stream()
        .filter(c -> c.state() == State.OPEN)
        .map(c -> playbook.titleOf(c.step()))
        .collect(Collectors.joining("” and “"));
  }

  /**
   * Has a case go by the version in force of a playbook. Steps that are done stay done where it has
   * them too.
   *
   * @throws Problem NOT_FOUND; CONFLICT where the case is closed; INVALID where there is no such
   *     playbook
   */
  @Transactional
  public void use(CaseKey key, String slug, String reason, Actor actor) {
    var why = reason(reason);
    if (slug == null || !playbooks.exists(slug)) {
      throw Problem.invalid(
          "slug",
          "there is no such playbook; there are "
              + playbooks.all().stream()
                  .map(p -> p.playbook().slug())
                  .collect(Collectors.joining(", ")));
    }
    var on = cases.takeOpen(key, ExpectedVersion.of(null, null));
    var entry = playbooks.get(slug);
    record(
        on,
        actor,
        () -> {
          steps.keepDone(on.id(), entry.playbook().steps().stream().map(PlaybookStep::id).toList());
          begin(on, new Versioned(entry.playbook(), entry.version()), actor);
          cases.changed(
              on.id(),
              "playbook",
              actor,
              "had the case go by the playbook “"
                  + entry.playbook().name()
                  + "”, version "
                  + entry.version(),
              why);
        });
  }

  private void record(CaseFacts on, Actor actor, Runnable work) {
    cases.recordChange(on.id(), StepReversal.KIND, actor, () -> reversal.around(on.id(), work));
  }

  private static @Nullable String reason(@Nullable String text) {
    var reason = TypedText.clean(text);
    if (reason != null && reason.length() > 4000) {
      throw Problem.invalid("reason", "must have at most 4,000 characters");
    }
    return reason == null || reason.isEmpty() ? null : reason;
  }

  private record Held(CaseFacts on, Playbook playbook, PlaybookStep step) {}

  private Held held(CaseKey key, String stepId) {
    var on = cases.takeOpen(key, ExpectedVersion.of(null, null));
    var playbook =
        steps
            .run(on.id())
            .flatMap(run -> versions.definition(run.slug(), run.version()))
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemType.CONFLICT, key + " goes by no playbook; give it one first."));
    var step =
        playbook
            .step(stepId)
            .orElseThrow(
                () -> Problem.notFound("The playbook of " + key + " has no step " + stepId + "."));
    return new Held(on, playbook, step);
  }

  /**
   * Ticks a step off, or takes that back; what is as wanted already stays.
   *
   * @param note what was done; may be null
   * @throws Problem NOT_FOUND; CONFLICT where the case is closed or goes by no playbook
   */
  @Transactional
  public void tick(CaseKey key, String stepId, boolean done, @Nullable String note, Actor actor) {
    var why = reason(note);
    tick(held(key, stepId), done, why, actor);
  }

  private void tick(Held held, boolean done, @Nullable String why, Actor actor) {
    var run = new PlaybookRun(held.playbook(), steps.states(held.on().id()));
    var changes = done ? run.tick(held.step()) : run.untick(held.step());
    if (changes.isEmpty()) {
      return;
    }
    record(
        held.on(),
        actor,
        () -> {
          steps.put(held.on().id(), changes, actor.name());
          cases.changed(
              held.on().id(),
              "step",
              actor,
              (done ? "did the step “" : "took back the step “") + held.step().title() + "”",
              why);
        });
  }

  /**
   * Goes on from an open step by hand.
   *
   * @param to the id of a step, or {@code end}
   * @throws Problem NOT_FOUND; CONFLICT where it is not open or does not lead there by hand
   */
  @Transactional
  public void choose(CaseKey key, String stepId, String to, String reason, Actor actor) {
    var why = reason(reason);
    var held = held(key, stepId);
    var run = new PlaybookRun(held.playbook(), steps.states(held.on().id()));
    var changes = run.choose(held.step(), to == null ? "" : to.trim());
    if (changes.isEmpty()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "From the step “"
              + held.step().title()
              + "”, "
              + (run.state(stepId).filter(s -> s == State.OPEN).isPresent()
                  ? "one may go on by hand to " + byHand(held)
                  : "nothing goes on, since it is not open")
              + ".");
    }
    var title = held.playbook().titleOf(to.trim());
    record(
        held.on(),
        actor,
        () -> {
          steps.put(held.on().id(), changes, actor.name());
          cases.changed(
              held.on().id(),
              "playbook",
              actor,
              "went on from “" + held.step().title() + "” to “" + title + "”",
              why);
        });
  }

  private static String byHand(Held held) {
    var choices =
        held.playbook().next(held.step()).stream()
            .filter(t -> t.event() == StepEvent.BY_HAND)
            .map(t -> "“" + held.playbook().titleOf(t.to()) + "” (" + t.to() + ")")
            .collect(Collectors.joining(" or "));
    return choices.isEmpty() ? "no step" : choices;
  }
}
