package dev.demarc.access.signin;

import dev.demarc.access.Caller;
import dev.demarc.access.Secret;
import dev.demarc.access.SignInOrigin;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.access.people.Person;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where people are signed in. */
@ApplicationScoped
public class Sessions {

  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
  private static final int LONGEST_BROWSER = 300;

  /** One sign-in of somebody that has not ended. */
  public record SignedInSession(
      UUID id,
      Instant since,
      Instant lastSeen,
      Instant until,
      @Nullable String address,
      String browser) {}

  private final EntityManager database;
  private final Clock clock;
  private final SessionSettings settings;
  private final AuditLog log;
  private final SecondFactorRule rule;
  private final UnfinishedSignIns unfinished;

  public Sessions(
      EntityManager database,
      Clock clock,
      SessionSettings settings,
      AuditLog log,
      SecondFactorRule rule,
      UnfinishedSignIns unfinished) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
    this.log = log;
    this.rule = rule;
    this.unfinished = unfinished;
  }

  /** How long the cookie of a session is kept. */
  public Duration longest() {
    return settings.absolute();
  }

  /**
   * @param detail for the audit log; null where a password was enough
   * @param provedAt when the person showed who they are; null for now
   * @return the token for the cookie
   */
  @Transactional
  String open(
      Person person, SignInOrigin from, @Nullable String detail, @Nullable Instant provedAt) {
    var token = Secret.token();
    var session = new Session();
    session.tokenHash = Secret.hash(token);
    session.id = Ids.next();
    session.person = person;
    session.createdAt = clock.instant();
    session.lastSeenAt = session.createdAt;
    session.confirmedAt =
        provedAt == null || provedAt.isAfter(session.createdAt) ? session.createdAt : provedAt;
    session.expiresAt = session.createdAt.plus(settings.absolute());
    session.address = from.address();
    session.browser = shortened(TypedText.clean(from.browser()));
    database.persist(session);
    log.add(AuditKind.SIGNED_IN, Caller.of(person.username, from.address()), null, detail);
    return token;
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= LONGEST_BROWSER
        ? text
        : text.substring(0, LONGEST_BROWSER);
  }

  /**
   * @param byPerson whether the person did something, which keeps the session from going idle
   * @return nothing where it ended, was idle for too long, or its person is deactivated or has to
   *     set up a second factor, as after a change of the role
   */
  @Transactional
  public Optional<Session> find(String token, boolean byPerson) {
    var found =
        database
            .createQuery(
                "from Session s join fetch s.person where s.tokenHash = :hash and s.expiresAt >"
                    + " :now and s.lastSeenAt > :idle and s.person.disabled = false",
                Session.class)
            .setParameter("hash", Secret.hash(token))
            .setParameter("now", clock.instant())
            .setParameter("idle", clock.instant().minus(settings.idle()))
            .getResultStream()
            .findFirst()
            .filter(session -> !rule.isMissing(session.person));
    if (byPerson) {
      found.ifPresent(this::seen);
    }
    return found;
  }

  /** Written at most once a minute, and by one of the requests that come at the same time. */
  private void seen(Session session) {
    if (session.lastSeenAt.plus(SEEN_EVERY).isAfter(clock.instant())) {
      return;
    }
    database
        .createNativeQuery(
            "update session set last_seen_at = :now where token_hash in (select token_hash from"
                + " session where token_hash = :hash and last_seen_at < :before for update skip"
                + " locked)")
        .setParameter("now", clock.instant())
        .setParameter("hash", session.tokenHash)
        .setParameter("before", clock.instant().minus(SEEN_EVERY))
        .executeUpdate();
  }

  /** Its person has shown just now who they are, in whatever way. */
  @Transactional
  void confirm(UUID id) {
    database
        .createQuery("update Session set confirmedAt = :now where id = :id")
        .setParameter("now", clock.instant())
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Most recently used first, 100 at most. */
  @Transactional
  public List<SignedInSession> of(String username) {
    return database
        .createQuery(
            "from Session s where s.person.username = :username and s.expiresAt > :now and"
                + " s.lastSeenAt > :idle order by s.lastSeenAt desc, s.id",
            Session.class)
        .setParameter("username", username)
        .setParameter("now", clock.instant())
        .setParameter("idle", clock.instant().minus(settings.idle()))
        .setMaxResults(100)
        .getResultStream()
        .map(
            s ->
                new SignedInSession(
                    s.id,
                    s.createdAt,
                    s.lastSeenAt,
                    s.expiresAt,
                    s.address,
                    BrowserName.of(s.browser)))
        .toList();
  }

  /**
   * Ends one session of that person.
   *
   * @throws Problem NOT_FOUND where the person has no such session
   */
  @Transactional
  public void end(UUID id, String username, Caller by) {
    int ended =
        database
            .createQuery(
                "delete from Session s where s.id = :id and s.person.id = (select p.id from Person"
                    + " p where p.username = :username)")
            .setParameter("id", id)
            .setParameter("username", username)
            .executeUpdate();
    if (ended == 0) {
      throw Problem.notFound(username + " has no such session; it may have ended already.");
    }
    log.add(AuditKind.SESSION_ENDED, by, username, null);
  }

  /**
   * Ends all of a person's but one, and what was begun to get another; none is kept where {@code
   * kept} is null.
   */
  @Transactional
  public int endAll(Person person, @Nullable UUID kept) {
    unfinished.endAllOf(person.id);
    return database
        .createQuery("delete from Session where person = :person and id <> :kept")
        .setParameter("person", person)
        .setParameter("kept", kept == null ? new UUID(0, 0) : kept)
        .executeUpdate();
  }

  @Transactional
  public void signOut(String token, @Nullable String address) {
    var found = database.find(Session.class, Secret.hash(token));
    if (found != null) {
      log.add(AuditKind.SIGNED_OUT, Caller.of(found.person.username, address), null, null);
      database.remove(found);
    }
  }

  /** Whoever signs in again on a browser has one session there. */
  @Transactional
  void replace(String token) {
    database
        .createQuery("delete from Session where tokenHash = :hash")
        .setParameter("hash", Secret.hash(token))
        .executeUpdate();
  }

  @Transactional
  void tidy() {
    database
        .createQuery("delete from Session where expiresAt < :now or lastSeenAt < :idle")
        .setParameter("now", clock.instant())
        .setParameter("idle", clock.instant().minus(settings.idle()))
        .executeUpdate();
  }
}
