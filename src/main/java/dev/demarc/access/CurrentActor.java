package dev.demarc.access;

import dev.demarc.shared.Actor;
import dev.demarc.shared.Submitter;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is calling. */
@RequestScoped
public class CurrentActor {

  public static final String KIND = "demarc.kind";
  public static final String KEY_ID = "demarc.key";
  public static final String SIGHT = "demarc.sight";
  public static final String CSRF_TOKEN = "demarc.csrf";
  public static final String PROVIDER = "demarc.provider";
  public static final String FULL_NAME = "demarc.name";
  public static final String SESSION = "demarc.session";
  public static final String CONFIRMED_AT = "demarc.confirmed";

  private final SecurityIdentity identity;
  private final CurrentVertxRequest request;

  CurrentActor(SecurityIdentity identity, CurrentVertxRequest request) {
    this.identity = identity;
    this.request = request;
  }

  public Actor get() {
    return identity.isAnonymous()
        ? Actor.SYSTEM
        : new Actor(identity.getAttribute(KIND), identity.getPrincipal().getName());
  }

  /** Who is calling, and from where. */
  public Caller caller() {
    var current = request.getCurrent();
    return new Caller(get(), current == null ? null : KeyOrSession.address(current.request()));
  }

  /** The id of the session that the request belongs to; null without one. */
  public UUID session() {
    return identity.getAttribute(SESSION);
  }

  /** When whoever is signed in last showed who they are; null without a session. */
  public Instant confirmedAt() {
    return identity.getAttribute(CONFIRMED_AT);
  }

  /** Who vouches for whoever is signed in; null where they have a password. */
  public String provider() {
    return identity.getAttribute(PROVIDER);
  }

  public boolean isSignedIn() {
    return !identity.isAnonymous();
  }

  public boolean isAdministrator() {
    return identity.hasRole(Roles.ADMINISTRATOR);
  }

  public boolean isLead() {
    return identity.hasRole(Roles.LEAD);
  }

  /** Whether they may read and change nothing. */
  public boolean isAuditor() {
    return identity.hasRole(Roles.AUDITOR);
  }

  /** Whether they change cases, and not only read them: people but auditors, keys that work. */
  public boolean worksCases() {
    boolean person = identity.getAttribute(KIND) == Actor.Kind.PERSON;
    return isLead() || person && isAnalyst() && !isAuditor();
  }

  /** Whether they work all cases there are, and not only those of some queues or one side. */
  public boolean isAnalystOfAll() {
    return identity.hasRole(Roles.ANALYST_OF_ALL);
  }

  public boolean isAnalyst() {
    return identity.hasRole(Roles.ANALYST);
  }

  /** The user name, the value that a work item's assignee has. */
  public String username() {
    return identity.getPrincipal().getName();
  }

  public String fullName() {
    String name = identity.getAttribute(FULL_NAME);
    return name == null ? username() : name;
  }

  /** Who hands a report over, where the caller does. */
  public Submitter submitter() {
    UUID key = identity.getAttribute(KEY_ID);
    return key == null ? Submitter.person(username()) : Submitter.key(key, username());
  }

  /**
   * @param key the id of one; null for none, which nobody is
   */
  public boolean isKey(@Nullable UUID key) {
    return key != null && key.equals(identity.<UUID>getAttribute(KEY_ID));
  }

  /** What each form of this session must send along; empty without a session. */
  public String csrfToken() {
    String token = identity.getAttribute(CSRF_TOKEN);
    return token == null ? "" : token;
  }
}
