package dev.demarc.casework.views;

import dev.demarc.access.CurrentActor;
import dev.demarc.casework.Cases;
import dev.demarc.casework.effort.TimeSpent;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** How long people worked on a case that whoever asks sees. */
@Named("caseEffort")
@RequestScoped
public class CaseEffort {

  private final Cases cases;
  private final TimeSpent spent;
  private final CurrentActor actor;

  CaseEffort(Cases cases, TimeSpent spent, CurrentActor actor) {
    this.cases = cases;
    this.spent = spent;
    this.actor = actor;
  }

  /** Whether the desk notes time at all. */
  public boolean isNoted() {
    return spent.isOn();
  }

  /**
   * @throws Problem NOT_FOUND; CONFLICT where the desk does not note time
   */
  @Transactional
  public TimeSpent.Sum of(CaseKey key) {
    return spent.of(cases.read(key).id);
  }

  /** For a page. */
  public TimeSpent.Sum ofCase(String key) {
    return of(new CaseKey(key));
  }

  @Transactional
  public TimeSpent.Sum add(CaseKey key, Integer minutes, String what) {
    var id = cases.read(key).id;
    spent.add(id, actor.username(), minutes, what);
    return spent.of(id);
  }

  @Transactional
  public TimeSpent.Sum remove(CaseKey key, UUID entry) {
    var id = cases.read(key).id;
    spent.remove(id, entry, actor.username());
    return spent.of(id);
  }
}
