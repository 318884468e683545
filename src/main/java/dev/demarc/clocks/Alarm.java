package dev.demarc.clocks;

import dev.demarc.access.Contacts;
import dev.demarc.access.Contacts.Contact;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.casework.views.CaseFacts;
import dev.demarc.clocks.WorkInHand.OpenPart;
import dev.demarc.notification.ClockNotice;
import dev.demarc.notification.Notifications;
import dev.demarc.responsibility.Side;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells people of a clock, by mail and on the timeline, in the transaction that rings it. */
@ApplicationScoped
class Alarm {

  static final String WARNED = "clock-warning";
  static final String MISSED = "clock-missed";
  static final String ESCALATED = "escalated";

  private final Contacts contacts;
  private final Notifications notifications;
  private final CaseAccess access;

  Alarm(Contacts contacts, Notifications notifications, CaseAccess access) {
    this.contacts = contacts;
    this.notifications = notifications;
    this.access = access;
  }

  void warn(CaseClock clock, CaseFacts on, List<OpenPart> parts) {
    var told = new Recipients();
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
      boolean first) {
    var told = new Recipients();
    for (var to : step == null ? List.<String>of() : step.to()) {
      switch (to) {
        case EscalationStep.ASSIGNEE -> parts.forEach(told::assignee);
        case EscalationStep.QUEUE -> parts.forEach(told::queue);
        case EscalationStep.LEAD -> parts.forEach(told::leads);
        default -> told.person(to.substring(EscalationStep.PERSON.length()));
      }
    }
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

  private void send(CaseFacts on, Recipients told, String headline, String says) {
    var title = on.secret() ? on.mailTitle() : headline + " – " + on.mailTitle();
    told.byAddress
        .keySet()
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

  private static Instant minute(@Nullable Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }

  /** Whom an alarm goes to: each address once, with how the timeline names them. */
  private final class Recipients {

    private final Map<String, String> byAddress = new LinkedHashMap<>();

    /**
     * @return whether there is one who can be written to
     */
    boolean assignee(OpenPart part) {
      var contact =
          part.assignee() == null
              ? java.util.Optional.<Contact>empty()
              : contacts.of(part.assignee()).filter(c -> c.email() != null);
      contact.ifPresent(this::add);
      return contact.isPresent();
    }

    void queue(OpenPart part) {
      byAddress.putIfAbsent(part.queueEmail(), "the queue " + part.queueName());
    }

    void leads(OpenPart part) {
      var leads =
          contacts.leads(part.queueId(), part.side().name()).stream()
              .filter(c -> c.email() != null)
              .toList();
      leads.forEach(this::add);
      if (leads.isEmpty()) {
        queue(part);
      }
    }

    void person(String username) {
      contacts.of(username).filter(c -> c.email() != null).ifPresent(this::add);
    }

    private void add(Contact contact) {
      byAddress.putIfAbsent(contact.email(), contact.name());
    }

    String inWords() {
      return byAddress.isEmpty() ? "" : "; told " + String.join(", ", byAddress.values());
    }
  }
}
