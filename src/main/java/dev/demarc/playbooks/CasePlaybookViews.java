package dev.demarc.playbooks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.playbooks.CaseSteps.StoredRun;
import dev.demarc.playbooks.CaseSteps.StoredStep;
import dev.demarc.playbooks.PlaybookRun.State;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the playbook that a case goes by, and how far it has come. */
@ApplicationScoped
public class CasePlaybookViews {

  /**
   * @param slug null where it goes by none
   * @param version the one it goes by
   * @param newer the version in force where that is another; null otherwise
   * @param would the playbook that applies to the case as it is now, where that is another; null
   *     otherwise
   */
  public record CasePlaybookView(
      String caseKey,
      @Nullable String slug,
      @Nullable String name,
      @Nullable Integer version,
      @Nullable Integer newer,
      @Nullable String would,
      @Nullable Instant begunAt,
      List<StepLine> steps) {

    /** How many steps are done. */
    @JsonIgnore
    public long getDone() {
      return steps.stream().filter(s -> s.state().equals("done")).count();
    }
  }

  /**
   * @param state open, done, passed or later
   * @param by who did it, or what led past it; null where it is to come
   * @param template the slug of a text to send with it; null where none is
   * @param choices where somebody may go on from it by hand
   * @param on where it goes on by itself, in words
   */
  public record StepLine(
      String id,
      String title,
      String who,
      String text,
      String state,
      @Nullable Instant at,
      @Nullable String by,
      String template,
      List<Choice> choices,
      List<String> on) {

    @JsonIgnore
    public boolean isDone() {
      return state.equals("done");
    }

    @JsonIgnore
    public boolean isOpen() {
      return state.equals("open");
    }

    /** The name of the form that a page has for it. */
    @JsonIgnore
    public String getFormName() {
      return "step-" + id;
    }
  }

  public record Choice(String to, String title) {}

  private final Playbooks playbooks;
  private final PlaybookVersions versions;
  private final CaseSteps steps;
  private final PlaybookChoice choice;
  private final CaseAccess cases;

  CasePlaybookViews(
      Playbooks playbooks,
      PlaybookVersions versions,
      CaseSteps steps,
      PlaybookChoice choice,
      CaseAccess cases) {
    this.playbooks = playbooks;
    this.versions = versions;
    this.steps = steps;
    this.choice = choice;
    this.cases = cases;
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public CasePlaybookView of(CaseKey key) {
    var on = cases.read(key);
    var now = choice.of(on).orElse(null);
    var run = steps.run(on.id()).orElse(null);
    if (run == null) {
      return new CasePlaybookView(
          key.value(),
          null,
          null,
          null,
          null,
          now == null ? null : now.playbook().slug(),
          null,
          List.of());
    }
    var playbook = versions.definition(run.slug(), run.version()).orElseThrow();
    var states =
        steps.of(on.id()).stream().collect(Collectors.toMap(StoredStep::step, Function.identity()));
    return new CasePlaybookView(
        key.value(),
        run.slug(),
        playbook.name(),
        run.version(),
        newer(run),
        now == null || now.playbook().slug().equals(run.slug()) ? null : now.playbook().slug(),
        run.begunAt(),
        playbook.steps().stream().map(step -> line(playbook, step, states)).toList());
  }

  private @Nullable Integer newer(StoredRun run) {
    return playbooks.exists(run.slug())
        ? steps.versionInForce(run.slug()).filter(v -> v != run.version()).orElse(null)
        : null;
  }

  private static StepLine line(
      Playbook playbook, PlaybookStep step, Map<String, StoredStep> states) {
    var state = states.get(step.id());
    return new StepLine(
        step.id(),
        step.title(),
        step.who(),
        step.text(),
        state == null ? "later" : state.state().name().toLowerCase(Locale.ROOT),
        state == null ? null : state.at(),
        state == null || state.state() == State.OPEN ? null : state.by(),
        step.template(),
        playbook.next(step).stream()
            .filter(t -> t.event() == StepEvent.BY_HAND)
            .map(t -> new Choice(t.to(), playbook.titleOf(t.to())))
            .toList(),
        playbook.next(step).stream()
            .filter(t -> t.event() != StepEvent.BY_HAND && t.event() != StepEvent.DONE)
            .map(t -> "when " + t.event().words() + ": " + playbook.titleOf(t.to()))
            .toList());
  }
}
