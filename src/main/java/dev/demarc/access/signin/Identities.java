package dev.demarc.access.signin;

import dev.demarc.access.CaseScope;
import dev.demarc.access.CredentialRequest;
import dev.demarc.access.CredentialRequest.Kind;
import dev.demarc.access.CurrentActor;
import dev.demarc.access.Roles;
import dev.demarc.access.Scope;
import dev.demarc.access.Secret;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.keys.KeyLookup;
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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** The look-up itself. */
  @ApplicationScoped
  static class KeysAndSessions {

    private final KeyLookup keys;
    private final Sessions sessions;
    private final RepeatedFailures failures;

    KeysAndSessions(KeyLookup keys, Sessions sessions, RepeatedFailures failures) {
      this.keys = keys;
      this.sessions = sessions;
      this.failures = failures;
    }

    @ActivateRequestContext
    Optional<SecurityIdentity> find(CredentialRequest request) {
      return request.kind == Kind.API_KEY ? key(request) : session(request);
    }

    /** Whatever is wrong with a key, the caller hears the same; the audit log says it. */
    private Optional<SecurityIdentity> key(CredentialRequest request) {
      var key = keys.find(request.token, request.address);
      if (key.refused() != null) {
        failures.add(AuditKind.KEY_REFUSED, key.name(), request.address, key.refused());
        return Optional.empty();
      }
      return Optional.of(
          identity(
                  key.name(),
                  Scope.roles(key.scopes(), request.reading),
                  key.sight(),
                  Actor.Kind.API_KEY)
              .addAttribute(CurrentActor.KEY_ID, key.id())
              .build());
    }

    private Optional<SecurityIdentity> session(CredentialRequest request) {
      return sessions
          .find(request.token, !request.background)
          .map(
              session ->
                  identity(
                          session.person.username,
                          Roles.ofPerson(session.person.role, request.reading),
                          session.person.sight(),
                          Actor.Kind.PERSON)
                      .addAttribute(CurrentActor.CSRF_TOKEN, Secret.csrfToken(request.token))
                      .addAttribute(CurrentActor.PROVIDER, session.person.issuer)
                      .addAttribute(CurrentActor.FULL_NAME, session.person.name)
                      .addAttribute(CurrentActor.SESSION, session.id)
                      .addAttribute(CurrentActor.CONFIRMED_AT, session.confirmedAt)
                      .build());
    }

    private QuarkusSecurityIdentity.Builder identity(
        @Nullable String name, Set<String> roles, CaseScope sight, Actor.Kind kind) {
      var all = new HashSet<>(roles);
      if (sight.isAll() && roles.contains(Roles.ANALYST)) {
        all.add(Roles.ANALYST_OF_ALL);
      }
      return QuarkusSecurityIdentity.builder()
          .setPrincipal(new QuarkusPrincipal(name))
          .addRoles(all)
          .addAttribute(CurrentActor.SIGHT, sight)
          .addAttribute(CurrentActor.KIND, kind);
    }
  }
}
