package dev.demarc.casework.views;

import dev.demarc.access.CurrentActor;
import dev.demarc.casework.Cases;
import dev.demarc.casework.presence.Presence;
import dev.demarc.casework.presence.Present;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import java.util.List;

/** Who else has a case before them that whoever asks sees too. */
@Named("onlookers")
@RequestScoped
public class Onlookers {

  private final Cases cases;
  private final Presence presence;
  private final CurrentActor actor;

  Onlookers(Cases cases, Presence presence, CurrentActor actor) {
    this.cases = cases;
    this.presence = presence;
    this.actor = actor;
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public List<Present> of(CaseKey key) {
    return presence.others(cases.read(key).id, actor.username());
  }

  /** For a page. */
  public List<Present> ofCase(String key) {
    return of(new CaseKey(key));
  }

  /**
   * Notes that whoever asks has it before them too.
   *
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public List<Present> join(CaseKey key, boolean typing) {
    var id = cases.read(key).id;
    presence.note(id, actor.username(), actor.fullName(), typing);
    return presence.others(id, actor.username());
  }
}
