package dev.demarc.clocks;

import dev.demarc.access.people.Contacts;
import dev.demarc.access.people.Contacts.Contact;
import dev.demarc.clocks.WorkInHand.OpenPart;
import dev.demarc.routing.OnCall;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom an alarm goes to: each address once, with how the timeline names them, and who was passed
 * over and why.
 */
final class AlarmRecipients {

  private final Contacts contacts;
  private final OnCall onCall;
  private final Instant now;
  private final Set<String> called;
  private final Map<String, String> byAddress = new LinkedHashMap<>();
  private final Set<String> passedOver = new LinkedHashSet<>();

  /**
   * @param called user names of those who were called for this clock before
   */
  AlarmRecipients(Contacts contacts, OnCall onCall, Instant now, Collection<String> called) {
    this.contacts = contacts;
    this.onCall = onCall;
    this.now = now;
    this.called = new LinkedHashSet<>(called);
  }

  /** Those who were called, and those who are now. */
  List<String> called() {
    return List.copyOf(called);
  }

  Set<String> addresses() {
    return byAddress.keySet();
  }

  /**
   * Whoever has the part, or stands in for them.
   *
   * @return whether there is one who can be written to
   */
  boolean assignee(OpenPart part) {
    return part.assignee() != null && person(part.assignee());
  }

  void queue(OpenPart part) {
    byAddress.putIfAbsent(part.queueEmail(), "the queue " + part.queueName());
  }

  /**
   * The next in the order of the part's queue who is there and was not called for this clock yet;
   * the leads where nobody is left, and the queue's address where it has no order.
   */
  void onCall(OpenPart part) {
    var order = onCall.calls(part.queueId(), now);
    if (order.isEmpty()) {
      queue(part);
      return;
    }
    for (var call : order) {
      if (call(call)) {
        return;
      }
    }
    passedOver.add("all others in the order of " + part.queueName() + ", who were called already");
    leads(part);
  }

  /** False also where they were called before, and are not to be called again. */
  private boolean call(OnCall.Call call) {
    if (call.who().filter(called::contains).isPresent()) {
      return false;
    }
    return reach(call);
  }

  private boolean reach(OnCall.Call call) {
    if (call.awayUntil() != null) {
      passedOver.add(
          call.username()
              + ", who is away until "
              + call.awayUntil().truncatedTo(ChronoUnit.MINUTES)
              + (call.standsIn() == null ? "" : " (" + call.standsIn() + " stands in)"));
    }
    var contact = call.who().flatMap(this::writable);
    contact.ifPresent(this::add);
    return contact.isPresent();
  }

  private Optional<Contact> writable(String username) {
    var contact = contacts.of(username).filter(c -> c.email() != null);
    if (contact.isEmpty()) {
      passedOver.add(username + ", who has no address or has left");
    }
    return contact;
  }

  /** Those who are there; all of them where none is. */
  void leads(OpenPart part) {
    var leads =
        contacts.leads(part.queueId(), part.side().name()).stream()
            .filter(c -> c.email() != null)
            .toList();
    boolean reached = false;
    for (var lead : leads) {
      reached |= reach(onCall.call(lead.username(), now));
    }
    if (!reached) {
      leads.forEach(this::add);
    }
    if (leads.isEmpty()) {
      queue(part);
    }
  }

  /**
   * @return whether they, or who stands in for them, can be written to
   */
  boolean person(String username) {
    return reach(onCall.call(username, now));
  }

  private void add(Contact contact) {
    called.add(contact.username());
    byAddress.putIfAbsent(contact.email(), contact.name());
  }

  String inWords() {
    return (byAddress.isEmpty() ? "" : "; told " + String.join(", ", byAddress.values()))
        + (passedOver.isEmpty() ? "" : "; passed over " + String.join("; ", passedOver));
  }
}
