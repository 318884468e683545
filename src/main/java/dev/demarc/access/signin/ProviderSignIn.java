package dev.demarc.access.signin;

import dev.demarc.access.SignInOrigin;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.oidc.GroupRoles;
import dev.demarc.access.oidc.OidcSettings;
import dev.demarc.access.oidc.ProviderClaims;
import dev.demarc.access.signin.SignIn.Outcome;
import dev.demarc.shared.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens a session for whom a provider vouches, with the role that their groups give. */
@ApplicationScoped
public class ProviderSignIn {

  /** Why nobody is signed in. */
  public enum Refusal {
    FAILED("the provider did not say who"),
    NO_ROLE("without a role"),
    DEACTIVATED("deactivated");

    private final String words;

    Refusal(String words) {
      this.words = words;
    }
  }

  /** One of the two is null. */
  public record Result(Outcome.@Nullable Opened opened, @Nullable Refusal refusal) {}

  private static final int LONGEST_DETAIL = 100;

  private final ProviderPeople people;
  private final SessionOpening opening;
  private final RepeatedFailures failures;
  private final GroupRoles roles;

  ProviderSignIn(
      ProviderPeople people,
      SessionOpening opening,
      RepeatedFailures failures,
      OidcSettings settings) {
    this.people = people;
    this.opening = opening;
    this.failures = failures;
    this.roles = new GroupRoles(settings.roles());
  }

  /**
   * @param claims empty where the provider, or what came in its name, proved nothing
   * @throws Problem INVALID where a configured queue does not exist
   */
  public Result signIn(Optional<ProviderClaims> claims, SignInOrigin from) {
    if (claims.isEmpty()) {
      return refused(Refusal.FAILED, null, null, from);
    }
    var who = claims.get();
    var role = roles.of(who.groups());
    if (role.isEmpty()) {
      var known = QuarkusTransaction.requiringNew().call(() -> people.withoutRole(who));
      return refused(Refusal.NO_ROLE, known.orElse(null), who, from);
    }
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              var person = people.current(who, role.get());
              return person.disabled
                  ? refused(Refusal.DEACTIVATED, person.username, who, from)
                  : new Result(opening.openProved(person, from, who.provedAt()), null);
            });
  }

  /** Who was refused was proved, unlike a name that somebody types: it may be written down. */
  private Result refused(
      Refusal why, @Nullable String username, @Nullable ProviderClaims who, SignInOrigin from) {
    var detail = why.words;
    if (username == null && who != null) {
      var named = String.valueOf(who.username() == null ? who.subject() : who.username());
      detail += ": " + named.substring(0, Math.min(LONGEST_DETAIL, named.length()));
    }
    failures.add(AuditKind.SIGN_IN_FAILED, username, from.address(), detail);
    return new Result(null, why);
  }
}
