package dev.demarc.access;

import dev.demarc.access.CredentialRequest.Kind;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Commit;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Finds who a key or a session belongs to. */
@ApplicationScoped
class Identities implements IdentityProvider<CredentialRequest> {

  private final KeysAndSessions known;

  Identities(KeysAndSessions known) {
    this.known = known;
  }

  @Override
  public Class<CredentialRequest> getRequestType() {
    return CredentialRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      CredentialRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(
        () ->
            Commit.beforeStoring(() -> known.find(request))
                .orElseThrow(() -> new AuthenticationFailedException("unknown credential")));
  }

  /** The look-up itself, in a transaction of its own. */
  @ApplicationScoped
  static class KeysAndSessions {

    private final EntityManager database;
    private final Clock clock;

    KeysAndSessions(EntityManager database, Clock clock) {
      this.database = database;
      this.clock = clock;
    }

    @Transactional
    @ActivateRequestContext
    Optional<SecurityIdentity> find(CredentialRequest request) {
      return request.kind == Kind.API_KEY ? key(request.token) : session(request.token);
    }

    private Optional<SecurityIdentity> key(String token) {
      return database
          .createQuery("from ApiKey where keyHash = :hash and revokedAt is null", ApiKey.class)
          .setParameter("hash", Secret.hash(token))
          .getResultStream()
          .findFirst()
          .map(
              key ->
                  identity(key.name, key.role, Actor.Kind.API_KEY)
                      .addAttribute(CurrentActor.KEY_ID, key.id)
                      .build());
    }

    private Optional<SecurityIdentity> session(String token) {
      return database
          .createQuery(
              "from Session s join fetch s.person where s.tokenHash = :hash and s.expiresAt > :now"
                  + " and s.person.disabled = false",
              Session.class)
          .setParameter("hash", Secret.hash(token))
          .setParameter("now", clock.instant())
          .getResultStream()
          .findFirst()
          .map(
              session ->
                  identity(session.person.username, session.person.role, Actor.Kind.PERSON)
                      .addAttribute(CurrentActor.CSRF_TOKEN, Secret.csrfToken(token))
                      .addAttribute(CurrentActor.FULL_NAME, session.person.name)
                      .build());
    }

    private QuarkusSecurityIdentity.Builder identity(String name, String role, Actor.Kind kind) {
      var identity =
          QuarkusSecurityIdentity.builder()
              .setPrincipal(new QuarkusPrincipal(name))
              .addRole(role)
              .addAttribute(CurrentActor.KIND, kind);
      if (role.equals(Roles.ADMINISTRATOR)) {
        identity.addRole(Roles.ANALYST);
      }
      if (!role.equals(Roles.SUBMITTER)) {
        identity.addRole(Roles.SUBMITTER);
      }
      return identity;
    }
  }
}
