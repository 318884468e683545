package dev.demarc.clocks;

import dev.demarc.access.people.Contacts;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.casework.views.CaseFacts;
import dev.demarc.clocks.WorkInHand.OpenPart;
import dev.demarc.notification.ClockNotice;
import dev.demarc.notification.Notifications;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.OnCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells people of a clock, by mail and on the timeline, in the transaction that rings it. */
@ApplicationScoped
class Alarm {

  static final String WARNED = "clock-warning";
  static final String MISSED = "clock-missed";
  static final String ESCALATED = "escalated";

  private final Contacts contacts;
  private final OnCall onCall;
  private final Notifications notifications;
  private final CaseAccess access;

  Alarm(Contacts contacts, OnCall onCall, Notifications notifications, CaseAccess access) {
    this.contacts = contacts;
    this.onCall = onCall;
    this.notifications = notifications;
    this.access = access;
  }

  void warn(CaseClock clock, CaseFacts on, List<OpenPart> parts, Instant now) {
    var told = new AlarmRecipients(contacts, onCall, now, List.of());
    for (var part : parts) {
      if (!told.assignee(part)) {
        told.queue(part);
      }
    }
    var what = what(clock);
    access.record(
        on.id(),
        WARNED,
        "warned that the clock “" + what + "” ends at " + minute(clock.dueAt) + told.inWords());
    send(on, told, "Ends soon: " + what, what + " ends at " + minute(clock.dueAt) + " (UTC).");
  }

  /**
   * @param first whether it ran out just now, and is not told of again
   */
  void escalate(
      CaseClock clock,
      CaseFacts on,
      List<OpenPart> parts,
      @Nullable EscalationStep step,
      boolean first,
      Instant now) {
    var told = new AlarmRecipients(contacts, onCall, now, clock.called);
    for (var to : step == null ? List.<String>of() : step.to()) {
      switch (to) {
        case EscalationStep.ASSIGNEE -> parts.forEach(told::assignee);
        case EscalationStep.QUEUE -> parts.forEach(told::queue);
        case EscalationStep.ON_CALL -> parts.forEach(told::onCall);
        case EscalationStep.LEAD -> parts.forEach(told::leads);
        default -> told.person(to.substring(EscalationStep.PERSON.length()));
      }
    }
    clock.called = told.called();
    var what = what(clock);
    access.record(
        on.id(),
        first ? MISSED : ESCALATED,
        (first ? "saw the clock “" : "escalated the clock “")
            + what
            + (first ? "” run out at " : "”, which ran out at ")
            + minute(clock.dueAt)
            + told.inWords());
    send(on, told, "Overdue: " + what, what + " was due at " + minute(clock.dueAt) + " (UTC).");
  }

  private void send(CaseFacts on, AlarmRecipients told, String headline, String says) {
    var title = on.secret() ? on.mailTitle() : headline + " – " + on.mailTitle();
    told.addresses()
        .forEach(
            address ->
                notifications.clockRang(
                    new ClockNotice(
                        on.id(),
                        on.key().value(),
                        address,
                        title,
                        says
                            + "\n\nThe case is "
                            + on.key()
                            + ", "
                            + on.severity().slug()
                            + " severity.",
                        on.sample())));
  }

  static @Nullable String what(CaseClock clock) {
    return clock.side == null
        ? clock.name
        : (clock.side == Side.AWS ? "AWS" : "Customer") + " part: " + clock.name;
  }

  private static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }
}
