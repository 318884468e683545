package dev.demarc.playbooks;

import dev.demarc.casework.timeline.CaseHappened;
import dev.demarc.casework.views.CaseAccess;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** What happens on a case moves it on by its playbook, in the same transaction. */
@ApplicationScoped
class PlaybookEvents {

  /** A decision, the engine's or a person's, or what took one back. */
  private static final Set<String> DECIDED = Set.of("assessed", "overruled", "undone");

  private static final String ROUTED = "routed";

  private final CaseAccess cases;
  private final CasePlaybooks playbooks;

  PlaybookEvents(CaseAccess cases, CasePlaybooks playbooks) {
    this.cases = cases;
    this.playbooks = playbooks;
  }

  void happened(@Observes CaseHappened event) {
    if (DECIDED.contains(event.kind())) {
      cases.of(event).ifPresent(playbooks::reconsider);
    } else {
      if (event.kind().equals(ROUTED)) {
        cases.of(event).ifPresent(playbooks::routed);
      }
      StepEvent.ofTimeline(event.kind())
          .ifPresent(what -> cases.of(event).ifPresent(on -> playbooks.happened(on, what)));
    }
  }
}
