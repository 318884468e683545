package dev.demarc.access.administration;

import dev.demarc.access.Caller;
import dev.demarc.access.DeactivationListener;
import dev.demarc.access.Roles;
import dev.demarc.access.SeenQueues;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.access.keys.ApiKeys;
import dev.demarc.access.people.People;
import dev.demarc.access.people.Person;
import dev.demarc.access.signin.KnownDevices;
import dev.demarc.access.signin.Sessions;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;

/** Changes what people may do, and whether they may sign in at all. */
@ApplicationScoped
public class PersonChanges {

  private final People people;
  private final Sessions sessions;
  private final KnownDevices devices;
  private final ApiKeys keys;
  private final AuditLog log;
  private final SeenQueues queues;
  private final Instance<DeactivationListener> listeners;

  PersonChanges(
      People people,
      Sessions sessions,
      KnownDevices devices,
      ApiKeys keys,
      AuditLog log,
      SeenQueues queues,
      Instance<DeactivationListener> listeners) {
    this.people = people;
    this.sessions = sessions;
    this.devices = devices;
    this.keys = keys;
    this.log = log;
    this.queues = queues;
    this.listeners = listeners;
  }

  /**
   * Ends their sessions and keys at once and has their work handed on. What they did stays theirs.
   *
   * @throws Problem NOT_FOUND; CONFLICT where no administrator would be left
   */
  @Transactional
  public void deactivate(String username, Caller by) {
    var administrators = takeAdministrators();
    var person = take(username);
    if (person.disabled) {
      return;
    }
    requireAnother(administrators, person);
    person.disabled = true;
    sessions.endAll(person, null);
    devices.forget(person.id);
    keys.revokeAllOf(person, by);
    log.add(AuditKind.PERSON_DEACTIVATED, by, username, null);
    listeners.forEach(listener -> listener.deactivated(username, by.actor()));
  }

  /**
   * Lets them sign in again, with the password they had. Their keys stay revoked.
   *
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public void reactivate(String username, Caller by) {
    var person = take(username);
    if (person.disabled) {
      person.disabled = false;
      log.add(AuditKind.PERSON_REACTIVATED, by, username, null);
    }
  }

  /**
   * Their sessions have the new role with the next request. Whoever is no longer an administrator
   * loses the keys that they made.
   *
   * @throws Problem NOT_FOUND; INVALID; CONFLICT where no administrator would be left, or a
   *     provider gives the role
   */
  @Transactional
  public void changeRole(String username, String role, Caller by) {
    People.requireRole(role);
    var administrators = takeAdministrators();
    var person = take(username);
    if (person.role.equals(role)) {
      return;
    }
    People.requirePassword(person, "Their role comes with each sign-in; change it there.");
    if (!role.equals(Roles.ADMINISTRATOR)) {
      requireAnother(administrators, person);
      keys.revokeAllOf(person, by);
    }
    log.add(AuditKind.ROLE_CHANGED, by, username, person.role + " to " + role);
    person.role = role;
  }

  /**
   * Says whose cases they see from the next request on. Their own keys are limited by themselves.
   *
   * @param slugs queues; none for all
   * @param side {@code aws} or {@code customer}; empty for both
   * @throws Problem NOT_FOUND; INVALID naming the field
   */
  @Transactional
  public void changeSight(String username, Collection<String> slugs, String side, Caller by) {
    var person = take(username);
    person.queues = queues.parse(slugs);
    person.side = SeenQueues.parseSide(side);
    var words = SeenQueues.inWords(List.copyOf(slugs), person.side);
    log.add(AuditKind.SIGHT_CHANGED, by, username, words.isEmpty() ? "all" : words.substring(2));
  }

  /** Held in one order, so that two of them who demote each other come one after the other. */
  private List<Person> takeAdministrators() {
    return people
        .find("role = ?1 and disabled = false order by id", Roles.ADMINISTRATOR)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  private Person take(String username) {
    var person = people.required(username);
    people.getEntityManager().refresh(person, LockModeType.PESSIMISTIC_WRITE);
    return person;
  }

  private static void requireAnother(List<Person> administrators, Person person) {
    if (administrators.stream().allMatch(other -> other.id.equals(person.id))
        && !administrators.isEmpty()) {
      throw new Problem(
          ProblemType.CONFLICT,
          person.username
              + " is the only administrator; make somebody else an administrator first.");
    }
  }
}
