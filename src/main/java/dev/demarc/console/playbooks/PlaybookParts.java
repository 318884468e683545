package dev.demarc.console.playbooks;

import dev.demarc.playbooks.CasePlaybookViews;
import dev.demarc.playbooks.CasePlaybookViews.CasePlaybookView;
import dev.demarc.playbooks.Playbook;
import dev.demarc.playbooks.Playbooks;
import dev.demarc.playbooks.StepMessages;
import dev.demarc.shared.CaseKey;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;

/** The playbook of the case that a page shows. */
@Named("playbookParts")
@RequestScoped
public class PlaybookParts {

  private final CasePlaybookViews cases;
  private final Playbooks playbooks;
  private final StepMessages messages;

  PlaybookParts(CasePlaybookViews cases, Playbooks playbooks, StepMessages messages) {
    this.cases = cases;
    this.playbooks = playbooks;
    this.messages = messages;
  }

  public CasePlaybookView of(String key) {
    return cases.of(new CaseKey(key));
  }

  /** Those that a case may go by. */
  public List<Playbook> all() {
    return playbooks.all().stream().map(entry -> entry.playbook()).toList();
  }

  /** A step's text as it would go out. */
  public StepMessages.Message message(String key, String step) {
    return messages.of(new CaseKey(key), step);
  }
}
