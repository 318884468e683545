package dev.demarc.access.audit;

import dev.demarc.access.Caller;
import dev.demarc.access.CurrentActor;
import dev.demarc.shared.SettingChanged;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Puts changes of settings into the audit log, in their own transactions. */
@ApplicationScoped
class AuditedSettings {

  private final AuditLog log;
  private final CurrentActor actor;

  AuditedSettings(AuditLog log, CurrentActor actor) {
    this.log = log;
    this.actor = actor;
  }

  void changed(@Observes SettingChanged change) {
    var from = Arc.container().requestContext().isActive() ? actor.caller().address() : null;
    log.add(
        AuditKind.SETTING_CHANGED,
        new Caller(change.by(), from),
        change.setting(),
        change.detail());
  }
}
