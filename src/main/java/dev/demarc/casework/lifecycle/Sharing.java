package dev.demarc.casework.lifecycle;

import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.work.WorkPermissions;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How far a case may be shared, where a person says so. Its reports' own label stays shown: it is
 * the sender's word, and may be a mistake or meant to keep a team from working.
 */
@ApplicationScoped
public class Sharing {

  private static final int LONGEST_REASON = 4_000;

  private final Cases cases;
  private final WorkPermissions permissions;
  private final Timeline timeline;
  private final Changes changes;
  private final Clock clock;

  Sharing(
      Cases cases, WorkPermissions permissions, Timeline timeline, Changes changes, Clock clock) {
    this.cases = cases;
    this.permissions = permissions;
    this.timeline = timeline;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Holds until a report comes that is labelled stricter than all before it.
   *
   * @param label as in {@code TLP:GREEN}; null or empty for none
   * @throws Problem NOT_FOUND, CONFLICT (closed or merged), OUT_OF_DATE, PRECONDITION_FAILED;
   *     INVALID naming {@code tlp} or {@code reason}; FORBIDDEN where a part is another team's
   */
  @Transactional
  public void set(CaseKey key, String label, String reason, ExpectedVersion expected, Actor actor) {
    var on = cases.takeOpen(key, expected);
    permissions.requireAll(cases.workItems(on));
    var tlp = Tlp.parse(label);
    var why = TypedText.orEmpty(reason);
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw Problem.invalid("reason", "say why, in at most " + LONGEST_REASON + " characters");
    }
    if (tlp == on.tlp) {
      throw Problem.invalid("tlp", "is what the case has already");
    }
    var change = FieldChange.of("tlp", label(on.tlp), label(tlp));
    changes.record(
        on,
        "tlp",
        actor,
        () -> {
          timeline.add(on.id, "tlp", actor, describe(on, tlp), why, change);
          on.tlp = tlp;
          on.changed(clock.instant());
        });
  }

  private static String describe(IncidentCase on, @Nullable Tlp tlp) {
    return "set the sharing of this case from "
        + named(on.tlp)
        + " to "
        + named(tlp)
        + (on.statedTlp == null ? "" : "; its reports say " + on.statedTlp.label());
  }

  private static @Nullable String label(@Nullable Tlp tlp) {
    return tlp == null ? null : tlp.label();
  }

  private static String named(@Nullable Tlp tlp) {
    return tlp == null ? "no label" : tlp.label();
  }
}
